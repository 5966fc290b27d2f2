/** In percent of the window; a hidden pane has 0. */
export interface PaneSizes {
  readonly prompt: number;
  readonly responses: number;
  readonly principles: number;
}

/** The widths saved on this device; undefined when there are none, or none that fit the panes of this version. */
export function readPaneLayout(saved: Readonly<Record<string, number>>): PaneSizes | undefined {
  const { prompt, responses, principles } = saved;
  if (prompt === undefined || responses === undefined || principles === undefined) return undefined;
  const sizes = [prompt, responses, principles];
  const sum = sizes.reduce((total, size) => total + size, 0);
  const fits = sizes.every((size) => Number.isFinite(size) && size >= 0) && responses > 0 && Math.abs(sum - 100) < 1;
  return fits ? { prompt, responses, principles } : undefined;
}

/** The row of a principle; links of other panes lead to it. */
export function rowId(principleId: string): string {
  return `principle-${principleId}`;
}

export type RowControl = 'up' | 'down' | 'edit' | 'delete' | 'why';

/** Puts the focus on a control of a row, or on the row itself; false when there is no such row. */
export function focusRow(principleId: string, control?: RowControl): boolean {
  const row = document.getElementById(rowId(principleId));
  if (row === null) return false;
  const target = control === undefined ? null : row.querySelector<HTMLElement>(`[data-act="${control}"]`);
  (target ?? row).focus();
  return true;
}

export function focusEditor(principleId: string): void {
  const area = document.getElementById(rowId(principleId))?.querySelector('textarea');
  area?.focus();
  area?.setSelectionRange(area.value.length, area.value.length);
}

export const newPrincipleId = 'new-principle';

export function focusNewPrinciple(): void {
  document.querySelector<HTMLElement>(`#${newPrincipleId} textarea`)?.focus();
}

/** The Undo of what was just deleted; false when nothing says so. */
export function focusDeletedLine(): boolean {
  const button = document.querySelector<HTMLElement>(`.${deletedLineClass} button`);
  button?.focus();
  return button !== null;
}

export const deletedLineClass = 'p-gone';

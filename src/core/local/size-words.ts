const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** `640 kB`, `1.5 GB`: decimal units, as browsers and disks count. */
export function sizeWords(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** power;
  const rounded = power > 0 && amount < 10 ? amount.toFixed(1) : String(Math.round(amount));
  return `${rounded} ${units[power]}`;
}

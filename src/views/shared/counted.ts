const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** `1,148`: whole numbers, grouped. */
export function whole(value: number): string {
  return number.format(value);
}

/** `1 row`, `2,000 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${whole(count)} ${count === 1 ? one : many}`;
}

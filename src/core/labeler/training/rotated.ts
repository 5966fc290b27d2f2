/** The same items in a circle, beginning at another place; `from` is a whole number from 0. */
export function rotated<T>(items: readonly T[], from: number): readonly T[] {
  return [...items.slice(from), ...items.slice(0, from)];
}

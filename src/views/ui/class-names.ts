/** Joins the class names that are given, so that a missing one leaves no gap. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

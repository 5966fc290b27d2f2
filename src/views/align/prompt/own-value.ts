/** What stands in a variable's field. A variable may be called `constructor`, so that only own keys count. */
export function ownValue(values: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(values, name) ? (values[name] ?? '') : '';
}

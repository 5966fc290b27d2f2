/** What a record has under a name from outside. A bare look-up would find `constructor` and its like in every object. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

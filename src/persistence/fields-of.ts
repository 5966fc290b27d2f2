/** The fields of whatever was stored or sent; none when it is no object. For the few checks that need no schema. */
export function fieldsOf(data: unknown): Readonly<Record<string, unknown>> {
  if (typeof data !== 'object' || data === null) return {};
  return data as Readonly<Record<string, unknown>>; // any object can be read by key
}

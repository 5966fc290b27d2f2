/** Items whose id an earlier one has, `path: reason` each. */
export function repeatedIds(items: readonly { readonly id: string }[], path: string): readonly string[] {
  return repeated(items.map(({ id }, index) => ({ value: id, path: `${path}[${index}].id` })));
}

/** Values that occur a second time, `path: reason` each. */
export function repeated(
  values: readonly { readonly value: string | number; readonly path: string }[],
): readonly string[] {
  const seen = new Set<string | number>();
  return values.flatMap(({ value, path }) => {
    if (seen.has(value)) return [`${path}: ${JSON.stringify(value)} is used twice.`];
    seen.add(value);
    return [];
  });
}

export interface MatchedInput {
  /** Of the labeler. */
  readonly name: string;
  /** Of the file; null: none is like it. */
  readonly column: string | null;
}

/** Which column is which input: as picked, else by the same name, else by a name that differs in case and signs alone. */
export function matchColumns(
  inputs: readonly string[],
  columns: readonly string[],
  picked: Readonly<Record<string, string>>,
): readonly MatchedInput[] {
  return inputs.map((name) => {
    const chosen = Object.hasOwn(picked, name) ? picked[name] : undefined;
    const column =
      columns.find((each) => each === chosen) ??
      columns.find((each) => each === name) ??
      columns.find((each) => plain(each) === plain(name)) ??
      (inputs.length === 1 && columns.length === 1 ? columns[0] : undefined);
    return { name, column: column ?? null };
  });
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** A column's name, and the header as the file has it where that differs. */
export interface ColumnName {
  readonly name: string;
  readonly header?: string;
}

/** Makes names of headers: trimmed, not empty, each once. `add` gives them in the order of the columns. */
export function createColumnNames(): {
  readonly columns: readonly ColumnName[];
  add(header: string): ColumnName;
  /** For a file without a header: `Column 3`. */
  addUnnamed(): ColumnName;
} {
  const taken = new Set<string>();
  const columns: ColumnName[] = [];
  // Where to go on counting, so that a thousand equal headers do not look through each other.
  const repeats = new Map<string, number>();
  return {
    columns,
    addUnnamed() {
      const column = { name: `Column ${columns.length + 1}` };
      taken.add(column.name);
      columns.push(column);
      return column;
    },
    add(header) {
      const wished = header.trim() === '' ? `Column ${columns.length + 1}` : header.trim();
      let name = wished;
      let repeat = repeats.get(wished) ?? 1;
      while (taken.has(name)) {
        repeat++;
        name = `${wished} (${repeat})`;
      }
      repeats.set(wished, repeat);
      taken.add(name);
      const column = name === header ? { name } : { name, header };
      columns.push(column);
      return column;
    },
  };
}

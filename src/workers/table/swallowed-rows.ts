import type { TextRow } from './row-reader';

interface Lines {
  /** The lines of the row, each read as a row of its own. */
  readonly lines: readonly TextRow[];
  /** Whether a row has the cells of the table. */
  readonly fits: (cells: readonly string[]) => boolean;
  /** By column, values that several rows of the table have. */
  readonly repeating: ReadonlyMap<number, ReadonlySet<string>>;
}

/**
 * The rows that a quoted cell over several lines has swallowed, or null where it is one row. A quote that closes before anything but a
 * delimiter is wrong somewhere: then the lines are rows when most of them have the cells of the table. One that closes properly may still
 * be a quote at the beginning of one text and one at the end of a later text: then all lines have the cells, and labels in one column.
 */
export function swallowedRows(row: TextRow, { lines, fits, repeating }: Lines): readonly TextRow[] | null {
  if (lines.length < 2) return null;
  const fitting = lines.filter(({ cells }) => fits(cells)).length;
  if (row.quotes === 'suspect' && fitting * 2 > lines.length) return lines;
  if (row.quotes === 'suspect' && !fits(row.cells) && fitting > 0) return lines;
  if (fitting < lines.length) return null;
  return haveLabels(lines, repeating) ? lines : null;
}

function haveLabels(lines: readonly TextRow[], repeating: Lines['repeating']): boolean {
  const isLabel = (values: ReadonlySet<string>, cell = '') => /[\p{L}\p{N}]/u.test(cell) && values.has(cell.trim());
  return [...repeating].some(([at, values]) => lines.every(({ cells }) => isLabel(values, cells[at])));
}

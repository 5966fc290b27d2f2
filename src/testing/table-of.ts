import type { ColumnSummary, Table } from '../core/dataset/table';

/** A table as its reader would give it: the first row is the header. */
export function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): Table {
  return {
    rowCount: rows.length,
    cell: (row, column) => rows[row]?.[column] ?? '',
    row: (row) => rows[row] ?? [],
    rowNumber: (row) => row + 1,
    summary: {
      name: 'rows.csv',
      size: 1,
      format: { kind: 'delimited', delimiter: ',', encoding: 'utf-8' },
      columns: header.map((name, at) =>
        columnOf(
          name,
          rows.map((row) => row[at] ?? ''),
        ),
      ),
      rowCount: rows.length,
      problems: { count: 0, shown: [], kept: false },
      preview: rows.slice(0, 20),
    },
  };
}

function columnOf(name: string, cells: readonly string[]): ColumnSummary {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const counts = new Map<string, number>();
  for (const cell of filled) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const numbers = filled.map(Number);
  const words = filled.reduce((sum, cell) => sum + cell.split(/\s+/).length, 0);
  return {
    name,
    blank: cells.length - filled.length,
    values: [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count),
    numbers:
      filled.length > 0 && numbers.every(Number.isFinite)
        ? { min: Math.min(...numbers), max: Math.max(...numbers) }
        : null,
    meanWords: filled.length === 0 ? 0 : words / filled.length,
  };
}

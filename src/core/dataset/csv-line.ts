import type { Delimiter } from './table';

/**
 * A row as a line of a file, with its line end (CRLF, as RFC 4180 has it). Whatever a cell holds comes back when it is read.
 *
 * Cells are written as they are, also those that begin with `=`, `+`, `-` or `@`: they are the author's own file going back to the
 * author, and an apostrophe put before them would change data that a program reads next. A cell that is not the author's own goes
 * through `spreadsheetText` first.
 */
export function csvLine(cells: readonly string[], delimiter: Delimiter): string {
  // Without quotes, a lone empty cell would be a blank line, which is no row.
  if (cells.length === 1 && cells[0] === '') return '""\r\n';
  return `${cells.map((cell) => quotedCell(cell, delimiter)).join(delimiter)}\r\n`;
}

function quotedCell(cell: string, delimiter: Delimiter): string {
  const plain = !cell.includes(delimiter) && !/["\r\n]|^\ufeff/.test(cell);
  return plain ? cell : `"${cell.replaceAll('"', '""')}"`;
}

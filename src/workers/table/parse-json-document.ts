import type { FirstRow } from '../../core/dataset/table';
import { createColumnNames } from './column-names';
import { gridOf } from './grid';
import { documentTable } from './json-document';
import { createJsonLinesParser } from './parse-json';
import type { ParsedRows, RowParser } from './row-parser';
import type { RowProblems } from './row-problems';
import { TableError } from './table-error';

interface JsonDocumentParser extends RowParser {
  /** Known at the end: what was no document after all is objects a line. */
  kind(): 'json' | 'jsonl';
}

/** Reads a JSON document whole, since its first row may end where the file does. What is no document of a known kind is read as JSON lines. */
export function createJsonDocumentParser(problems: RowProblems, wished: FirstRow | undefined): JsonDocumentParser {
  const names = createColumnNames();
  const parts: string[] = [];
  let size = 0;
  let lines: RowParser | null = null;
  let rows = 0;
  return {
    get columns() {
      return lines === null ? names.columns : lines.columns;
    },
    notes: () => [],
    lines: () => (lines === null ? rows : lines.lines()),
    kind: () => (lines === null ? 'json' : 'jsonl'),
    push(text) {
      parts.push(text);
      size += text.length;
      if (size > longestDocument) throw tooLong();
      return nothing;
    },
    end() {
      const text = parts.splice(0).join('');
      return asTable(text) ?? asLines(text);
    },
  };

  function asTable(text: string): ParsedRows | null {
    const table = documentTable(text);
    if (table === null) return null;
    const isList = text.trimStart().startsWith('[');
    const grid = isList ? gridOf([table.columns, ...table.rows], wished) : null;
    if (grid !== null) {
      for (const { name, header } of grid.columns) {
        if (grid.firstRow === 'data') names.addUnnamed();
        else names.add(header ?? name);
      }
    } else for (const name of table.columns) names.add(name);
    const found = grid?.rows ?? table.rows.map((row) => table.columns.map((_, at) => row[at] ?? ''));
    rows = found.length;
    return { rows: found, numbers: found.map((_, at) => at + 1) };
  }

  function asLines(text: string): ParsedRows {
    lines = createJsonLinesParser(problems);
    const first = lines.push(text);
    const last = lines.end();
    return { rows: [...first.rows, ...last.rows], numbers: [...first.numbers, ...last.numbers] };
  }
}

const nothing: ParsedRows = { rows: [], numbers: [] };

/** In characters; a text of the engine may have about twice as many. */
const longestDocument = 200_000_000;

function tooLong(): TableError {
  return new TableError({
    kind: 'syntax',
    title: 'The JSON document is too long.',
    message: `At most ${(longestDocument / 1_000_000).toLocaleString('en')} million characters can be read as one document. Write the rows as one object a line (JSONL): such files are read piece by piece, whatever their size.`,
  });
}

import { cellOf, listValues, objectCells, objectValues } from './object-cells';

/** A table that a JSON document is, with its own way of writing rows. */
export interface DocumentTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The table in a JSON document that is neither a list of objects nor an object a line: pandas' `columns`, `index`, `split`, `table` and
 * `values` (https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.to_json.html), columns as lists, and rows as the one list of an
 * object. Null when it is none of these. A list of lists has no header of its own: its first row is given as one.
 */
export function documentTable(text: string): DocumentTable | null {
  const lists = listValues(text);
  if (lists !== null) return ofLists(lists);
  const values = objectValues(text);
  if (values === null || values.size === 0) return null;
  return ofSplit(values) ?? ofRecords(values) ?? ofColumns(values);
}

function ofLists(values: readonly string[]): DocumentTable | null {
  const rows = values.map(listCells);
  const [first, ...others] = rows;
  if (first === undefined || first === null || others.length === 0 || others.includes(null)) return null;
  return { columns: first, rows: others.filter((row) => row !== null) };
}

/** `{"columns": ["text", "label"], "data": [["…", "…"]]}` */
function ofSplit(values: ReadonlyMap<string, string>): DocumentTable | null {
  const columns = listCells(values.get('columns') ?? '');
  const rows = listValues(values.get('data') ?? '')?.map(listCells);
  if (columns === null || rows === undefined || rows.includes(null)) return null;
  return { columns, rows: rows.filter((row) => row !== null) };
}

/** `{"schema": …, "data": [{…}]}`, or any other object with one list of objects. */
function ofRecords(values: ReadonlyMap<string, string>): DocumentTable | null {
  const lists = [...values.values()]
    .filter((written) => written.startsWith('['))
    .map((written) => listValues(written)?.map(objectCells))
    .filter((rows) => rows !== undefined && rows.length > 0 && !rows.includes(null));
  const [rows, ...others] = lists;
  if (rows === undefined || others.length > 0) return null;
  const isPandas = /"primaryKey"\s*:\s*\[\s*"index"\s*\]/.test(values.get('schema') ?? '');
  return ofObjects(
    rows.filter((row) => row !== null),
    isPandas ? 'index' : null,
  );
}

/** `{"text": {"0": "…"}, "label": {"0": "…"}}`, the same with lists, or `{"0": {"text": "…", "label": "…"}}`. */
function ofColumns(values: ReadonlyMap<string, string>): DocumentTable | null {
  const names = [...values.keys()];
  const lists = [...values.values()].map(listCells);
  const length = lists[0]?.length ?? 0;
  if (length > 1 && lists.length > 1 && lists.every((list) => list?.length === length))
    return { columns: names, rows: Array.from({ length }, (_, row) => lists.map((list) => list?.[row] ?? '')) };
  const objects = [...values.values()].map(objectCells).filter((object) => object !== null);
  const inner = [...new Set(objects.flatMap((object) => [...object.keys()]))];
  if (objects.length < values.size || !areTable(names, inner, objects)) return null;
  if (areRows(names, inner)) return ofObjects(objects, null);
  return { columns: names, rows: inner.map((key) => objects.map((object) => object.get(key) ?? '')) };
}

/** Rows or columns by number; or two and more of each, none with a gap: else it is one row with objects in it. */
function areTable(
  outer: readonly string[],
  inner: readonly string[],
  objects: readonly ReadonlyMap<string, string>[],
): boolean {
  const isWhole = objects.every(({ size }) => size === inner.length);
  const areScalars = objects.every((object) => [...object.values()].every((value) => !/^[[{]/.test(value)));
  if (areNumbers(inner) !== areNumbers(outer)) return Math.max(outer.length, inner.length) > 1;
  return isWhole && areScalars && outer.length > 1 && inner.length > 1;
}

function areNumbers(keys: readonly string[]): boolean {
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key));
}

/** Whether the outer keys are those of rows: numbers, or more than there are inner ones. */
function areRows(outer: readonly string[], inner: readonly string[]): boolean {
  if (areNumbers(outer) !== areNumbers(inner)) return areNumbers(outer);
  return outer.length > inner.length;
}

function ofObjects(objects: readonly ReadonlyMap<string, string>[], without: string | null): DocumentTable {
  const columns = [...new Set(objects.flatMap((object) => [...object.keys()]))].filter((name) => name !== without);
  return { columns, rows: objects.map((object) => columns.map((name) => object.get(name) ?? '')) };
}

function listCells(written: string): readonly string[] | null {
  return listValues(written)?.map(cellOf) ?? null;
}

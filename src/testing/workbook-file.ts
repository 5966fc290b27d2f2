/** A cell of a sheet: `date` is a day as Excel counts them, in a date format. */
export type WorkbookCell = string | number | boolean | null | { readonly date: number };

/** A workbook as Excel writes it, in its barest form: inline texts, one style for dates, a zip archive without compression. */
export function workbookFile(
  sheets: Readonly<Record<string, readonly (readonly WorkbookCell[])[]>>,
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(sheets);
  const each = (make: (name: string, number: number) => string) =>
    entries.map(([name], at) => make(name, at + 1)).join('');
  const rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  return zipOf({
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${rels}"><sheets>${each((name, n) => `<sheet name="${escaped(name)}" sheetId="${n}" r:id="r${n}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each((_, n) => `<Relationship Id="r${n}" Type="${rels}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="s" Type="${rels}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet ${main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      entries.map(([, rows], at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet ${main}><sheetData>${rows.map(rowXml).join('')}</sheetData></worksheet>`,
      ]),
    ),
  });
}

function rowXml(cells: readonly WorkbookCell[], row: number): string {
  const xml = cells.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${row + 1}`)).join('');
  return `<row r="${row + 1}">${xml}</row>`;
}

function cellXml(cell: WorkbookCell, place: string): string {
  if (cell === null) return '';
  if (typeof cell === 'string')
    return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  return `<c r="${place}" s="1"><v>${cell.date}</v></c>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function zipOf(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  const directory: number[] = [];
  const encoder = new TextEncoder();
  for (const [name, text] of Object.entries(files)) {
    const [path, content] = [encoder.encode(name), encoder.encode(text)];
    const common = [
      ...short(20, 0x800, 0, 0, 0),
      ...long(crc32(content), content.length, content.length),
      ...short(path.length, 0),
    ];
    directory.push(...long(0x02014b50), ...short(20), ...common, ...short(0, 0, 0), ...long(0, bytes.length), ...path);
    bytes.push(...long(0x04034b50), ...common, ...path, ...content);
  }
  const count = Object.keys(files).length;
  const start = bytes.length;
  const end = [...long(0x06054b50), ...short(0, 0, count, count), ...long(directory.length, start), ...short(0)];
  return Uint8Array.from([...bytes, ...directory, ...end]);
}

function short(...values: readonly number[]): readonly number[] {
  return values.flatMap((value) => [value & 255, (value >>> 8) & 255]);
}

function long(...values: readonly number[]): readonly number[] {
  return values.flatMap((value) => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255]);
}

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

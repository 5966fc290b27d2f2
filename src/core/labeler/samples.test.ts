import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { readLabel } from '../dataset/read-label';
import { type LabelerSample, labelerSamples } from './samples';

type Row = Readonly<Record<string, string>>;

function rowsOf(file: string): readonly Row[] {
  const text = readFileSync(resolve(import.meta.dirname, '../../../public/samples', file), 'utf8');
  return Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data;
}

function labelsOf({ file, mapping }: LabelerSample): readonly (string | null)[] {
  return rowsOf(file).map((row) => readLabel(row[mapping.labelColumn] ?? '', mapping));
}

describe.each(labelerSamples)('the sample $name', (sample) => {
  const { inputColumns, idColumn } = sample.mapping;
  const rows = rowsOf(sample.file);

  it('has the columns that its mapping names, and an id of its own for each row', () => {
    for (const row of rows) for (const name of inputColumns) expect(row[name]).toMatch(/\p{L}/u);
    expect(new Set(rows.map((row) => row[idColumn ?? ''])).size).toBe(rows.length);
  });

  it('has as many bytes as it says', () => {
    expect(statSync(resolve(import.meta.dirname, '../../../public/samples', sample.file)).size).toBe(sample.size);
  });

  it('has as many rows as it says, none of them twice', () => {
    const inputs = rows.map((row) => inputColumns.map((name) => row[name]?.toLowerCase()).join('\n'));
    expect(sample.about).toContain(`${rows.length} `);
    expect(new Set(inputs).size).toBe(rows.length);
  });

  it('has a label for every row, and more than 50 rows of every label', () => {
    const labels = labelsOf(sample);
    expect(labels).not.toContain(null);
    for (const label of new Set(labels)) expect(labels.filter((each) => each === label).length).toBeGreaterThan(50);
  });

  it('has new rows with the same inputs, none of which can be learnt from', () => {
    if (sample.newRowsFile === null) return;
    const fresh = rowsOf(sample.newRowsFile);
    const known = new Set(rows.map((row) => JSON.stringify(inputColumns.map((name) => row[name]))));
    expect(fresh).toHaveLength(60);
    for (const row of fresh) expect(known.has(JSON.stringify(inputColumns.map((name) => row[name])))).toBe(false);
    expect(Object.keys(fresh[0] ?? {})).toEqual([idColumn, ...inputColumns]);
  });
});

describe('the labeler samples', () => {
  it('are one of two labels, from numbers, and one of five with two inputs', () => {
    const shapes = labelerSamples.map((sample) => [new Set(labelsOf(sample)).size, sample.mapping.inputColumns.length]);
    expect(shapes).toEqual([
      [5, 2],
      [2, 1],
    ]);
  });
});

import { csvLine } from '../../dataset/csv-line';
import type { KeptVector } from '../kept-rows';
import { lengthOf } from './vector-table';

/** A row of a file: with its vector as it is to be written. */
export interface WrittenVector {
  readonly text: string;
  readonly colour: string | null;
  readonly vector: Float32Array;
  /** Before it was normalised. */
  readonly length: number;
}

/** Rows without a vector are left out. */
export function writtenVectors(rows: readonly KeptVector[], normalise: boolean): readonly WrittenVector[] {
  return rows.flatMap(({ text, colour, vector }) => {
    if (vector === null) return [];
    const length = lengthOf(vector);
    const written = normalise && length > 0 ? vector.map((value) => value / length) : vector;
    return [{ text, colour, vector: written, length }];
  });
}

/** Nine digits tell any two numbers of float32 apart. */
function digits(value: number): string {
  return `${Number(value.toPrecision(9))}`;
}

export function vectorsCsvHeader(dimensions: number): string {
  return csvLine(['text', 'colour', 'length', ...Array.from({ length: dimensions }, (_, at) => `d${at}`)], ',');
}

export function vectorsCsvLine({ text, colour, length, vector }: WrittenVector): string {
  return csvLine([text, colour ?? '', digits(length), ...Array.from(vector, digits)], ',');
}

export function vectorsJsonEntry({ text, colour, length, vector }: WrittenVector): string {
  const head = JSON.stringify({ text, ...(colour !== null && { colour }), length });
  return `${head.slice(0, -1)},"vector":[${Array.from(vector, digits).join(',')}]}`;
}

export const textsHeader = csvLine(['text', 'colour', 'length'], ',');

export function textsLine({ text, colour, length }: WrittenVector): string {
  return csvLine([text, colour ?? '', digits(length)], ',');
}

/**
 * What comes before the numbers of a NumPy file: float32, little end first, row after row.
 * Source: numpy.org/doc/stable/reference/generated/numpy.lib.format.html, version 1.0.
 */
export function npyHeader(rows: number, dimensions: number): Uint8Array<ArrayBuffer> {
  const about = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${dimensions}), }`;
  const before = 10;
  const length = Math.ceil((before + about.length + 1) / 64) * 64;
  const text = `${about.padEnd(length - before - 1)}\n`;
  const bytes = new Uint8Array(length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, text.length, true);
  for (let at = 0; at < text.length; at++) bytes[before + at] = text.charCodeAt(at);
  return bytes;
}

export function npyRow(vector: Float32Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(4 * vector.length));
  for (const [at, value] of vector.entries()) view.setFloat32(4 * at, value, true);
  return new Uint8Array(view.buffer);
}

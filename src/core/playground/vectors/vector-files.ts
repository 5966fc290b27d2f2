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
    const written = normalise && length > 0 ? divided(vector, length) : vector;
    return [{ text, colour, vector: written, length }];
  });
}

function divided(vector: Float32Array, by: number): Float32Array {
  const result = new Float32Array(vector.length);
  // Within the array; a loop, since a closure for each of millions of numbers takes seconds.
  for (let at = 0; at < vector.length; at++) result[at] = (vector[at] as number) / by;
  return result;
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

/** Vectors of equal length one after the other, in the order of bytes that the header tells. */
export function npyRows(vectors: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  const dimensions = vectors[0]?.length ?? 0;
  const numbers = new Float32Array(vectors.length * dimensions);
  for (const [place, vector] of vectors.entries()) numbers.set(vector, place * dimensions);
  if (!isLittleEndian) {
    const view = new DataView(numbers.buffer);
    for (const [at, value] of numbers.entries()) view.setFloat32(4 * at, value, true);
  }
  return new Uint8Array(numbers.buffer);
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

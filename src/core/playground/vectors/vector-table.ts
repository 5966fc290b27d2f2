/** Vectors of length 1, one after the other in one array, with the lengths that they had: 10,000 of 768 dimensions are 31 MB. */
export interface VectorTable {
  readonly dimensions: number;
  readonly count: number;
  readonly unit: Float32Array;
  /** A vector of zeros has none, and is like no other. */
  readonly lengths: Float64Array;
}

export function vectorTable(vectors: readonly Float32Array[]): VectorTable {
  const dimensions = vectors[0]?.length ?? 0;
  const unit = new Float32Array(vectors.length * dimensions);
  const lengths = new Float64Array(vectors.length);
  for (const [place, vector] of vectors.entries()) {
    const length = lengthOf(vector);
    lengths[place] = length;
    if (length === 0) continue;
    const from = place * dimensions;
    for (let at = 0; at < dimensions; at++) unit[from + at] = (vector[at] ?? 0) / length;
  }
  return { dimensions, count: vectors.length, unit, lengths };
}

export function lengthOf(vector: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < vector.length; at++) {
    const value = vector[at] as number; // within the array
    sum += value * value;
  }
  return Math.sqrt(sum);
}

/** From −1 to 1, in float64. Four sums go on side by side, which is what makes it fast. */
export function cosine({ unit, dimensions }: VectorTable, one: number, other: number): number {
  return clamped(inner({ unit, from: one * dimensions }, { unit, from: other * dimensions }, dimensions));
}

/** Of every vector of the table with this one. */
export function cosinesWith({ unit, dimensions, count }: VectorTable, vector: Float32Array): Float64Array {
  const length = lengthOf(vector);
  const cosines = new Float64Array(count);
  if (length === 0) return cosines;
  const own = { unit: vector, from: 0 };
  for (let place = 0; place < count; place++)
    cosines[place] = clamped(inner({ unit, from: place * dimensions }, own, dimensions) / length);
  return cosines;
}

/** Places of the greatest values, the greatest first; of equal ones the earlier. */
export function greatest(values: Float64Array, count: number, isMeant: (place: number) => boolean): readonly number[] {
  const found: number[] = [];
  for (let place = 0; place < values.length; place++) {
    const value = values[place] ?? 0;
    const last = values[found.at(-1) ?? -1] ?? Number.NEGATIVE_INFINITY;
    if ((found.length >= count && value <= last) || !isMeant(place)) continue;
    let at = found.length;
    while (at > 0 && (values[found[at - 1] ?? 0] ?? 0) < value) at -= 1;
    found.splice(at, 0, place);
    if (found.length > count) found.pop();
  }
  return found;
}

interface VectorAt {
  readonly unit: Float32Array;
  readonly from: number;
}

function inner(one: VectorAt, other: VectorAt, dimensions: number): number {
  const { unit: a, from: i } = one;
  const { unit: b, from: j } = other;
  let [s, t, u, v] = [0, 0, 0, 0];
  let at = 0;
  // Casts: all places are within the arrays.
  for (; at + 3 < dimensions; at += 4) {
    s += (a[i + at] as number) * (b[j + at] as number);
    t += (a[i + at + 1] as number) * (b[j + at + 1] as number);
    u += (a[i + at + 2] as number) * (b[j + at + 2] as number);
    v += (a[i + at + 3] as number) * (b[j + at + 3] as number);
  }
  for (; at < dimensions; at++) s += (a[i + at] as number) * (b[j + at] as number);
  return s + t + u + v;
}

/** Rounding leaves an equal vector at 1.0000001. */
function clamped(cosine: number): number {
  return Math.min(1, Math.max(-1, cosine));
}

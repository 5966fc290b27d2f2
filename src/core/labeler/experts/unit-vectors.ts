export type Vector = ArrayLike<number>;

export function dot(one: Vector, other: Vector): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

/** Of vectors of any length; 0 when one of them is all zeros. */
export function cosine(one: Vector, other: Vector): number {
  const lengths = Math.sqrt(dot(one, one) * dot(other, other));
  return lengths === 0 ? 0 : Math.max(-1, Math.min(1, dot(one, other) / lengths));
}

/** In the same direction with length 1; null for a vector of zeros, which has no direction. */
export function unit(vector: Vector): Float64Array | null {
  const length = Math.sqrt(dot(vector, vector));
  return length === 0 ? null : Float64Array.from(vector, (value) => value / length);
}

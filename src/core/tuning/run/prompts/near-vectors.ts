/** Vectors of length 1 of which none is near another. */
export interface NearVectors {
  /** Keeps it when it is near none of those that are kept, and tells whether. */
  isNew(vector: Float32Array, breathe: () => Promise<void>): Promise<boolean>;
}

/** What is looked at of all vectors first. */
const headNumbers = 64;
/** Of single precision. */
const tolerance = 1e-6;
/** Multiplications between two breaths: some milliseconds. */
const workPerBreath = 4_000_000;

/**
 * Compares a vector with all that are kept. The first numbers of two vectors tell most pairs apart: what the rest can add to their product
 * is no more than the product of the rests' lengths (Cauchy and Schwarz).
 */
export function createNearVectors(near: number): NearVectors {
  const kept: { readonly vector: Float32Array; readonly rest: number }[] = [];
  let work = 0;
  return {
    async isNew(vector, breathe) {
      const rest = restLength(vector);
      for (const other of kept) {
        const head = Math.min(headNumbers, vector.length);
        let product = dot(vector, other.vector, 0, head);
        work += head;
        if (product + rest * other.rest >= near - tolerance) {
          product += dot(vector, other.vector, head, vector.length);
          work += vector.length;
          if (product >= near - tolerance) return false;
        }
        if (work >= workPerBreath) {
          work = 0;
          await breathe();
        }
      }
      kept.push({ vector, rest });
      return true;
    },
  };
}

function restLength(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector, Math.min(headNumbers, vector.length), vector.length));
}

function dot(one: Float32Array, other: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

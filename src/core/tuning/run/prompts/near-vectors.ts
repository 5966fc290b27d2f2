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
  const kept: Float32Array[] = [];
  /** Of those that are kept, one after the other: what is read in a row is read fast. */
  let heads = new Float32Array(headNumbers * 256);
  /** Lengths of their rests. */
  const rests: number[] = [];
  let work = 0;

  function keep(vector: Float32Array, rest: number): void {
    const from = kept.length * headNumbers;
    if (from === heads.length) {
      const larger = new Float32Array(2 * heads.length);
      larger.set(heads);
      heads = larger;
    }
    heads.set(vector.subarray(0, headNumbers), from);
    kept.push(vector);
    rests.push(rest);
  }

  return {
    async isNew(vector, breathe) {
      const head = new Float32Array(headNumbers);
      head.set(vector.subarray(0, headNumbers));
      const rest = Math.sqrt(dot(vector, vector, { from: headNumbers, to: vector.length }));
      // Millions of times: an iterator would make a pair for each.
      for (let place = 0; place < kept.length; place++) {
        const product = headProduct(head, heads, place * headNumbers);
        work += headNumbers;
        if (product + rest * (rests[place] ?? 0) >= near - tolerance) {
          work += vector.length;
          const whole = product + dot(vector, kept[place] ?? vector, { from: headNumbers, to: vector.length });
          if (whole >= near - tolerance) return false;
        }
        if (work >= workPerBreath) {
          work = 0;
          await breathe();
        }
      }
      keep(vector, rest);
      return true;
    },
  };
}

/** Four sums side by side, which an engine adds up faster than one. Every place is within both arrays. */
function headProduct(head: Float32Array, heads: Float32Array, from: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let at = 0; at < headNumbers; at += 4) {
    a += (head[at] as number) * (heads[from + at] as number);
    b += (head[at + 1] as number) * (heads[from + at + 1] as number);
    c += (head[at + 2] as number) * (heads[from + at + 2] as number);
    d += (head[at + 3] as number) * (heads[from + at + 3] as number);
  }
  return a + b + c + d;
}

function dot(
  one: Float32Array,
  other: Float32Array,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

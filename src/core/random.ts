/** Numbers that look random and are the same for the same seed, on every machine: what makes a run repeatable. */
export interface Random {
  /** From 0 up to, never reaching, 1; in steps of 2^-32. */
  next(): number;
  /** A whole number from 0 up to `below - 1`, each as likely as the other; `below` is a whole number from 1 to 2^32. */
  whole(below: number): number;
}

const span = 2 ** 32;

/**
 * The generator sfc32 ("small fast counting", Chris Doty-Humphrey, PractRand): 128 bits of state, no cycle shorter than 2^32.
 * `seed` is a whole number; its lowest 32 bits count.
 */
export function createRandom(seed: number): Random {
  let a = seed | 0;
  let b = 0x9e3779b9 | 0;
  let c = 0x243f6a88;
  let counter = 1;
  // The first values still show the seed, so they are thrown away.
  for (let round = 0; round < 15; round++) next32();

  return { next: () => next32() / span, whole };

  function next32(): number {
    const value = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + value) | 0;
    return value >>> 0;
  }

  function whole(below: number): number {
    if (!Number.isInteger(below) || below < 1 || below > span) {
      throw new RangeError(`A whole number below ${below} was asked for; expected a whole border from 1 to ${span}.`);
    }
    // The last, incomplete stretch of remainders would favour the small ones: its values are drawn again.
    const fair = span - (span % below);
    let drawn = next32();
    while (drawn >= fair) drawn = next32();
    return drawn % below;
  }
}

/**
 * The seed of a part of something that has a seed: of a step in a run, of an example in a step. Equal parts give equal seeds, and
 * `('ab')`, `('a', 'b')`, `(1)` and `('1')` are all different. From 0 to 2147483647, which every provider takes.
 */
export function deriveSeed(seed: number, ...parts: readonly (string | number)[]): number {
  let hash = mixed(0x9e3779b9 ^ seed);
  for (const part of parts) {
    const text = String(part);
    hash = mixed(hash ^ (typeof part === 'number' ? 0x6e756d : 0x737472) ^ (text.length << 8));
    for (let index = 0; index < text.length; index++) hash = mixed(hash ^ text.charCodeAt(index));
  }
  return hash & 0x7fffffff;
}

/** All items in an order that the generator chooses, every order as likely as any other (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.whole(last + 1);
    const moved = order[last] as T; // both are indices of the array
    order[last] = order[other] as T;
    order[other] = moved;
  }
  return order;
}

/** The finaliser of MurmurHash3 (Austin Appleby, public domain) after a step of a counter: every bit of the input moves every other one. */
function mixed(value: number): number {
  let bits = (value + 0x9e3779b9) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** Numbers rows so that those with the same inputs, white space at their ends aside, have the same number. */
export interface EqualInputs {
  /** From 0, without gaps, in the order in which inputs are first seen. */
  numberOf(texts: readonly string[]): number;
}

/** Hashes find the candidates and the texts themselves decide: a million rows need no million long keys. */
export function createEqualInputs(): EqualInputs {
  const numbers = new Map<number, number>();
  const seen: (readonly string[])[] = [];
  return {
    numberOf(texts) {
      const trimmed = texts.map((text) => text.trim());
      let key = hashOf(trimmed);
      for (let number = numbers.get(key); number !== undefined; number = numbers.get(key)) {
        if (areEqual(seen[number] ?? [], trimmed)) return number;
        key = (key + 1) & smallInteger;
      }
      numbers.set(key, seen.length);
      seen.push(trimmed);
      return seen.length - 1;
    },
  };
}

/** Engines keep whole numbers of 30 bits without an object each. */
const smallInteger = 0x3fffffff;

/** FNV-1a over the code units, with the texts' lengths as their borders. */
function hashOf(texts: readonly string[]): number {
  let hash = 0x811c9dc5 | 0;
  for (const text of texts) {
    hash = Math.imul(hash ^ text.length, 0x01000193);
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash & smallInteger;
}

function areEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, at) => text === other[at]);
}

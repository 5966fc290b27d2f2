/** Place of the first character in which two texts differ; null where they are equal. */
export function firstDifference(one: string, other: string): number | null {
  if (one === other) return null;
  const end = Math.min(one.length, other.length);
  for (let place = 0; place < end; place += 1) if (one[place] !== other[place]) return place;
  return end;
}

/** The token that holds the character at this place; the number of tokens where none does. */
export function tokenAtCharacter(tokens: readonly { readonly token: string }[], place: number): number {
  let end = 0;
  for (const [index, { token }] of tokens.entries()) {
    end += token.length;
    if (place < end) return index;
  }
  return tokens.length;
}

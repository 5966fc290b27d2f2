/**
 * The bytes of tokens as vocabularies write them. Byte-level ones have a letter for each byte, so that a space is `Ġ`; SentencePiece has
 * `▁` for a space and `<0xE2>` for a byte. Which of the two it is shows in whether the tokens give the text. Sources: GPT-2's `bytes_to_unicode`, SentencePiece.
 */
export function bytesOfTokens(strings: readonly string[], text: string): readonly Uint8Array[] | undefined {
  const wanted = utf8.encode(text);
  return [byteLevel, sentencePiece]
    .map((read) => strings.map(read))
    .map((tokens) => alignedTo(wanted, tokens))
    .find((tokens) => tokens !== undefined);
}

/** Marks before the text (a begin token) have no bytes of it; a space that SentencePiece adds in front is none of it either. */
function alignedTo(wanted: Uint8Array, tokens: readonly Uint8Array[]): readonly Uint8Array[] | undefined {
  for (const from of [0, 1]) {
    const inside = tokens.slice(from);
    const marks = tokens.slice(0, from).map(() => new Uint8Array());
    if (areEqual(inside, wanted)) return [...marks, ...inside];
    const [first, ...others] = inside;
    const bare = first?.[0] === space ? [first.slice(1), ...others] : undefined;
    if (bare !== undefined && areEqual(bare, wanted)) return [...marks, ...bare];
  }
  return undefined;
}

const space = 0x20;
const utf8 = new TextEncoder();

function areEqual(tokens: readonly Uint8Array[], wanted: Uint8Array): boolean {
  let at = 0;
  for (const token of tokens) for (const byte of token) if (byte !== wanted[at++]) return false;
  return at === wanted.length;
}

function byteLevel(token: string): Uint8Array {
  const bytes = Array.from(token, (letter) => byteOf.get(letter));
  return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes) : utf8.encode(token);
}

/** Bytes that print stand for themselves; the others were moved beyond 255, in order. */
const byteOf: ReadonlyMap<string, number> = (() => {
  const letters = new Map<string, number>();
  let moved = 256;
  for (let byte = 0; byte < 256; byte++) {
    const prints = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    letters.set(String.fromCharCode(prints ? byte : moved++), byte);
  }
  return letters;
})();

function sentencePiece(token: string): Uint8Array {
  const [, hex] = /^<0x([0-9A-F]{2})>$/.exec(token) ?? [];
  return hex === undefined ? utf8.encode(token.replaceAll('\u2581', ' ')) : Uint8Array.of(Number.parseInt(hex, 16));
}

/** Small enough that the buffer stays in the processor's caches, large enough that a piece is worth a call. */
const charactersAtOnce = 250_000;
const mostBytesOfCharacter = 3;

/**
 * Texts as UTF-8, a piece at a time. All pieces lie in one buffer: each is to be used before the next one is asked for. Browsers take many
 * times as long, and as much memory again, to turn megabytes of text into a Blob or an array of its own.
 */
export function* utf8Pieces(texts: Iterable<string>): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const buffer = new Uint8Array(charactersAtOnce * mostBytesOfCharacter);
  for (const text of texts) {
    for (let from = 0; from < text.length; ) {
      const end = endOfPiece(text, from + charactersAtOnce);
      const { written } = encoder.encodeInto(text.slice(from, end), buffer);
      yield buffer.subarray(0, written);
      from = end;
    }
  }
}

/** A character of two units stays in one piece. */
function endOfPiece(text: string, end: number): number {
  if (end >= text.length) return text.length;
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}

/** Words of a service without the key, on one line, and cut to a length that fits a message. */
export function redact(text: string, key: string): string {
  const known = key.trim();
  const hidden = [known, encodeURIComponent(known)]
    // A shorter "key" is a slip of the hand, and its letters would tear holes into ordinary words.
    .filter((secret) => secret.length >= 4)
    .reduce((rest, secret) => rest.replaceAll(secret, '[key]'), onOneLine(text).slice(0, longestRead));
  // Keys that are not ours: a gateway may put its own into the text.
  const safe = hidden
    .replace(/\bAIza[\w-]{10,}/g, '[key]')
    .replace(/\bsk-[\w-]{10,}/g, '[key]')
    .replace(/\bBearer [\w.~+/-]{10,}/g, 'Bearer [key]')
    .replace(/([?&]key=)[^&\s"']+/g, '$1[key]');
  return safe.length <= longest ? safe : `${safe.slice(0, longest - 1)}…`;
}

/** What a service said, as a sentence of its own (` Gemini says: "…"`); nothing when it said nothing. */
export function quoted(speaker: string, text: string, key: string): string {
  const said = redact(text, key);
  return said === '' ? '' : ` ${speaker} says: "${said}"${/[.!?…]$/.test(said) ? '' : '.'}`;
}

const longest = 300;
/** Nothing beyond is looked at: a body may be a book. */
const longestRead = 10_000;

function onOneLine(text: string): string {
  return text
    .slice(0, 10 * longestRead)
    .replace(/\s+/g, ' ')
    .trim();
}

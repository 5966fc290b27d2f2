/** Words of a server without the key, and cut to a length that fits a message. */
export function redact(text: string, key: string): string {
  // A shorter "key" is a slip of the hand, and its letters would tear holes into ordinary words.
  const hidden = key.length < 4 ? text : text.replaceAll(key, '[key]');
  // Keys that are not ours: a gateway may put its own into the text.
  return cut(hidden.replace(/\bsk-[\w-]{10,}/g, '[key]').replace(/\bBearer\s+[\w.~+/-]{10,}=*/g, 'Bearer [key]'));
}

/** What a server said, as a sentence of its own; nothing when it said nothing. */
export function quoted(text: string, key: string): string {
  const said = redact(text, key);
  return said === '' ? '' : ` The server says: "${said}"`;
}

const longest = 300;

function cut(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= longest ? flat : `${flat.slice(0, longest - 1)}…`;
}

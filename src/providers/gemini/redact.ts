/** The text without the key, and cut to a length that fits a message. */
export function redact(text: string, key: string): string {
  const known = key.trim();
  const hidden = [known, encodeURIComponent(known)]
    // A shorter "key" is a slip of the hand, and its letters would tear holes into ordinary words.
    .filter((secret) => secret.length >= 4)
    .reduce((rest, secret) => rest.replaceAll(secret, '[key]'), text);
  // Keys that are not ours: a gateway may put its own into the text.
  return cut(hidden.replace(/\bAIza[\w-]{10,}/g, '[key]').replace(/([?&]key=)[^&\s"']+/g, '$1[key]'));
}

const longest = 300;

function cut(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= longest ? flat : `${flat.slice(0, longest - 1)}…`;
}

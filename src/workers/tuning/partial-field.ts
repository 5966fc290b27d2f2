/** A text field of JSON that is still being written, as far as it is there; null: it has not begun. */
export function partialField(json: string, name: string): string | null {
  const head = json.indexOf(`"${name}"`);
  if (head === -1) return null;
  const open = json.indexOf('"', json.indexOf(':', head + name.length + 2));
  if (json.indexOf(':', head + name.length + 2) === -1 || open === -1) return null;
  let end = open + 1;
  while (end < json.length && json[end] !== '"') end += json[end] === '\\' ? 2 : 1;
  const written = json.slice(open + 1, Math.min(end, json.length));
  return meant(written) ?? meant(written.replace(/\\(?:u[0-9a-fA-F]{0,3})?$/, '')) ?? '';
}

function meant(written: string): string | null {
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return null;
  }
}

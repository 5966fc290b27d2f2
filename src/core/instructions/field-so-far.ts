/** The text of a field of a JSON reply that is still being written, as far as it has come; empty before it begins. */
export function fieldSoFar(reply: string, field: string): string {
  const name = JSON.stringify(field);
  const at = reply.indexOf(name);
  const begin = /^\s*:\s*"/.exec(at === -1 ? '' : reply.slice(at + name.length));
  if (begin === null) return '';
  const rest = reply.slice(at + name.length + begin[0].length);
  const [written = ''] = /^(?:[^"\\]|\\(?:u[0-9a-fA-F]{4}|[^u]))*/.exec(rest) ?? [];
  return written.replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (_, escaped: string) => characters(escaped));
}

function characters(escaped: string): string {
  if (escaped.length > 1) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
  return { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }[escaped] ?? escaped;
}

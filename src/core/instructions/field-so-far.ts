/** The text of a field of a JSON reply that is still being written, as far as it has come; empty before it begins. */
export function fieldSoFar(reply: string, field: string): string {
  const begin = new RegExp(`"${field}"\\s*:\\s*"`).exec(reply);
  if (begin === null) return '';
  const rest = reply.slice(begin.index + begin[0].length);
  const [written = ''] = /^(?:[^"\\]|\\(?:u[0-9a-fA-F]{4}|[^u]))*/s.exec(rest) ?? [];
  return written.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_, escaped: string) => characters(escaped));
}

function characters(escaped: string): string {
  if (escaped.length > 1) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
  return { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }[escaped] ?? escaped;
}

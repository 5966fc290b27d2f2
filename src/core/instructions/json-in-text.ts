/** The JSON that stands in a text. */
export interface JsonInText {
  /** Objects and lists, in order; of equal ones the first. */
  readonly values: readonly unknown[];
  /** One began and did not end: the text was cut. */
  readonly isCut: boolean;
}

/**
 * Finds JSON in what a model wrote: with prose or a code fence around it, and with the slips that small models make: a comma before a closing
 * bracket, line feeds inside of a string, curly or single quotes around one, a byte order mark. Nothing is completed and nothing taken out of
 * the middle of a value that is broken. Each character is read once.
 */
export function jsonInText(text: string): JsonInText {
  const whole = parsed(text.trim());
  if (whole !== undefined) return { values: [unwrapped(whole.value)], isCut: false };
  const values = new Map<string, unknown>();
  let isCut = false;
  for (let at = nextOpening(text, 0); at < text.length; ) {
    const read = readValue({ text, at, depth: 0 });
    if (read.ok) values.set(JSON.stringify(read.value), read.value);
    // A lonely bracket at the end is part of the prose.
    else if (read.at >= text.length && text.slice(at + 1).trim() !== '') isCut = true;
    at = nextOpening(text, Math.max(read.at, at + 1));
  }
  return { values: [...values.values()].slice(0, mostValues), isCut };
}

/** More are none that could be meant. */
const mostValues = 50;

/** JSON within a text in JSON, as some templates write it. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const inner = parsed(value.trim());
  return inner !== undefined && typeof inner.value === 'object' ? inner.value : value;
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function nextOpening(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{' || text[at] === '[') return at;
  }
  return text.length;
}

interface Place {
  readonly text: string;
  readonly at: number;
  readonly depth: number;
}

/** `at`: after the value, or where it is none any more. */
type Read<T> =
  | { readonly ok: true; readonly value: T; readonly at: number }
  | { readonly ok: false; readonly at: number };

/** Deeper than any reply that was asked for. */
const deepest = 50;

function readValue(place: Place): Read<unknown> {
  const { text, depth } = place;
  const at = skipBlanks(text, place.at);
  const first = text[at];
  if (first === undefined || depth > deepest) return { ok: false, at };
  if (first === '{') return readMembers({ text, at, depth });
  if (first === '[') return readItems({ text, at, depth });
  return quotes.has(first) ? readString(text, at) : readScalar(text, at);
}

function readMembers({ text, at: start, depth }: Place): Read<unknown> {
  const members: (readonly [string, unknown])[] = [];
  let at = skipBlanks(text, start + 1);
  while (text[at] !== '}') {
    if (!quotes.has(text[at] ?? '')) return { ok: false, at };
    const name = readString(text, at);
    if (!name.ok) return name;
    at = skipBlanks(text, name.at);
    if (text[at] !== ':') return { ok: false, at };
    const value = readValue({ text, at: at + 1, depth: depth + 1 });
    if (!value.ok) return value;
    members.push([name.value, value.value]);
    const next = afterComma(text, { at: value.at, close: '}' });
    if (!next.ok) return next;
    at = next.at;
  }
  // Names such as `__proto__` become properties like any other.
  return { ok: true, value: Object.fromEntries(members), at: at + 1 };
}

function readItems({ text, at: start, depth }: Place): Read<unknown> {
  const items: unknown[] = [];
  let at = skipBlanks(text, start + 1);
  while (text[at] !== ']') {
    const value = readValue({ text, at, depth: depth + 1 });
    if (!value.ok) return value;
    items.push(value.value);
    const next = afterComma(text, { at: value.at, close: ']' });
    if (!next.ok) return next;
    at = next.at;
  }
  return { ok: true, value: items, at: at + 1 };
}

/** A comma has to stand between two, and may stand before the closing bracket. */
function afterComma(text: string, { at: from, close }: { readonly at: number; readonly close: string }): Read<null> {
  const at = skipBlanks(text, from);
  if (text[at] === close) return { ok: true, value: null, at };
  return text[at] === ',' ? { ok: true, value: null, at: skipBlanks(text, at + 1) } : { ok: false, at };
}

/** What may begin a string, with what ends it. */
const quotes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['„', '“'],
  ['‘', '’'],
]);

function readString(text: string, start: number): Read<string> {
  const close = quotes.get(text[start] ?? '') ?? '"';
  const pieces: string[] = [];
  let from = start + 1;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') {
      const escaped = readEscape(text, at);
      pieces.push(text.slice(from, at), escaped.text);
      from = escaped.at;
      at = from - 1;
    } else if (character === close && (close === '"' || endsHere(text, at + 1))) {
      return { ok: true, value: [...pieces, text.slice(from, at)].join(''), at: at + 1 };
    }
  }
  return { ok: false, at: text.length };
}

/** The same sign is an apostrophe, too. */
function endsHere(text: string, at: number): boolean {
  // Blanks are looked at a few at a time, so that a text of quotes and blanks is read once.
  const next = text.slice(at, at + 20).trimStart()[0];
  return next === undefined || ',:}]'.includes(next);
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['/', '/'],
  ['\\', '\\'],
  ['"', '"'],
  ["'", "'"],
]);

/** One that JSON does not know is text, as in `\d`. */
function readEscape(text: string, at: number): { readonly text: string; readonly at: number } {
  const kind = text[at + 1] ?? '';
  const code = kind === 'u' ? /^[0-9a-f]{4}$/i.exec(text.slice(at + 2, at + 6))?.[0] : undefined;
  if (code !== undefined) return { text: String.fromCharCode(Number.parseInt(code, 16)), at: at + 6 };
  return { text: escapes.get(kind) ?? `\\${kind}`, at: at + 2 };
}

function readScalar(text: string, start: number): Read<unknown> {
  // Longer than any number that is one.
  const word = /^[\w.+-]+/.exec(text.slice(start, start + 40))?.[0] ?? '';
  const value = parsed(word);
  return value === undefined ? { ok: false, at: start } : { ok: true, value: value.value, at: start + word.length };
}

/** White space of any kind, and marks that nobody sees. */
function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\s\u200b-\u200d\u2060]/.test(text[at] ?? '')) at += 1;
  return at;
}

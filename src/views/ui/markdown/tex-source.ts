/**
 * Formulas and escaped brackets are shown as they were written: without a renderer, Markdown would take `\(` for a bracket and `_` or `*`
 * within a formula for emphasis. Before parsing each is replaced by a place holder, afterwards it is put back wherever it came out.
 */
export interface HiddenTex {
  readonly text: string;
  readonly restore: (text: string) => string;
}

// Characters for private use: a text that has them itself is left as it is.
const opening = '\uE000';
const closing = '\uE001';
const holder = /\uE000(\d+)\uE001/g;

const kinds = [
  ['\\(', '\\)'],
  ['\\[', '\\]'],
  ['$$', '$$'],
] as const;
const brackets = '()[]{}';

export function hideTex(text: string): HiddenTex {
  if (text.includes(opening) || text.includes(closing)) return { text, restore: (shown) => shown };
  const sources: string[] = [];
  const pieces: string[] = [];
  const nextClosing = new Map<string, number>();
  let from = 0;
  for (let at = nextMark(text, 0); at < text.length; at = nextMark(text, at)) {
    const end = endOfFormula(text, at, nextClosing) ?? endOfEscape(text, at);
    if (end === null) {
      at += 1;
      continue;
    }
    pieces.push(text.slice(from, at), opening, String(sources.length), closing);
    sources.push(text.slice(at, end));
    from = end;
    at = end;
  }
  pieces.push(text.slice(from));
  const restore = (shown: string) => shown.replace(holder, (_, index: string) => sources[Number(index)] ?? '');
  return { text: pieces.join(''), restore };
}

function nextMark(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\' || (text[at] === '$' && text[at + 1] === '$')) return at;
  }
  return text.length;
}

/** Behind its closing mark; null where it has none, or is none: code and paragraphs end a formula. */
function endOfFormula(text: string, at: number, nextClosing: Map<string, number>): number | null {
  const kind = kinds.find(([open]) => text.startsWith(open, at));
  if (kind === undefined) return null;
  const [open, close] = kind;
  const start = at + open.length;
  // Found once for all openings before it, so that a text of openings alone is searched once.
  const known = nextClosing.get(close) ?? -1;
  const end = known >= start ? known : indexOrEnd(text, close, start);
  nextClosing.set(close, end);
  if (end === text.length || end - start > longestFormula) return null;
  return noFormula.test(text.slice(start, end)) ? null : end + close.length;
}

const longestFormula = 2000;
const noFormula = /`|~~~|\n[ \t]*\n/;

function endOfEscape(text: string, at: number): number | null {
  const next = text[at + 1];
  return text[at] === '\\' && next !== undefined && brackets.includes(next) ? at + 2 : null;
}

function indexOrEnd(text: string, wanted: string, from: number): number {
  const at = text.indexOf(wanted, from);
  return at === -1 ? text.length : at;
}

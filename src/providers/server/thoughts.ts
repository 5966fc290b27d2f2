/*
 * Models that reason before they answer write their thoughts first, as `<think>…</think>`, unless the server takes them out. Some
 * templates have put the opening mark into the prompt, and only the closing one comes.
 */

const open = '<think>';
const close = '</think>';

/** What can be read of a text, and where in it that begins. */
export interface Readable {
  readonly text: string;
  readonly from: number;
}

/** The text without thoughts. All of it is thoughts while the closing mark has not come. */
export function withoutThoughts(raw: string): Readable {
  const start = raw.search(/\S|$/);
  if (raw.startsWith(open, start)) {
    const end = raw.indexOf(close, start);
    return end === -1 ? { text: '', from: raw.length } : after(raw, end);
  }
  const end = closingLine.exec(raw);
  // An answer that shows the marks as an example has the opening one, too.
  if (end === null || raw.slice(0, end.index).includes(open)) return { text: raw, from: 0 };
  return after(raw, end.index + end[0].length - close.length);
}

/** At the beginning of a line: in the middle of one, an answer is telling about the mark. */
const closingLine = /(?:^|\n)<\/think>/;

function after(raw: string, end: number): Readable {
  const from = end + close.length;
  const blank = raw.slice(from).search(/\S|$/);
  return { text: raw.slice(from + blank), from: from + blank };
}

/** What to do with what has just come of a text. */
export type Shown =
  | { readonly kind: 'text'; readonly text: string }
  /** What was shown so far were thoughts: begin anew with this text. */
  | { readonly kind: 'anew'; readonly text: string };

export interface ThoughtFilter {
  take(piece: string): Shown;
  /** What was held back, because it might have become a mark. */
  end(): Shown;
}

/** The same as `withoutThoughts` for a text that comes in pieces: what was shown adds up to the readable text. */
export function createThoughtFilter(): ThoughtFilter {
  let raw = '';
  let shown = '';

  function catchUp(): Shown {
    const { text } = withoutThoughts(raw);
    const before = shown;
    shown = text;
    return text.startsWith(before) ? { kind: 'text', text: text.slice(before.length) } : { kind: 'anew', text };
  }

  return {
    take(piece) {
      raw += piece;
      if (shown === '') return mayBecomeMark(raw) ? { kind: 'text', text: '' } : catchUp();
      if (raw.slice(-(piece.length + close.length + 1)).includes(close)) return catchUp();
      shown += piece;
      return { kind: 'text', text: piece };
    },
    end: catchUp,
  };
}

function mayBecomeMark(raw: string): boolean {
  const begun = raw.trimStart();
  return begun.length < open.length && open.startsWith(begun);
}

export interface SyntaxProblem {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** What was expected and what came, in words. */
  readonly message: string;
}

/**
 * Where a text stops being JSON; null when it does not. Browsers word this differently and some give no place, so `JSON.parse` says
 * whether, and this says where.
 */
export function findSyntaxProblem(text: string): SyntaxProblem | null {
  const open: ('{' | '[')[] = [];
  let expecting: Expecting = 'value';
  let at = 0;
  for (;;) {
    at = skipSpace(text, at);
    const char = text[at];
    if (char === undefined && expecting === 'end') return null;
    const step = read({ text, at, char, expecting });
    if ('wrong' in step) return place(text, step);
    if (step.opens !== undefined) open.push(step.opens);
    if (step.closes === true) open.pop();
    at = step.next;
    expecting = step.expecting ?? afterValue(open.at(-1));
  }
}

type Expecting = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or }' | 'comma or ]' | 'end';

/** `expecting` absent: a value is complete. */
type Step =
  | {
      readonly next: number;
      readonly expecting?: Expecting;
      readonly opens?: '{' | '[';
      readonly closes?: boolean;
    }
  | Wrong;
type Wrong = { readonly wrong: number; readonly message: string };

interface Position {
  readonly text: string;
  readonly at: number;
  readonly char: string | undefined;
  readonly expecting: Expecting;
}

function read({ text, at, char, expecting }: Position): Step {
  const next = at + 1;
  switch (expecting) {
    case 'value or ]':
    case 'value':
      if (expecting === 'value or ]' && char === ']') return { next, closes: true };
      if (char === '{') return { next, opens: '{', expecting: 'name or }' };
      if (char === '[') return { next, opens: '[', expecting: 'value or ]' };
      return char === '"' ? readText(text, at) : readWord(text, at);
    case 'name or }':
    case 'name': {
      if (expecting === 'name or }' && char === '}') return { next, closes: true };
      if (char !== '"') return wrong({ text, at, expected: 'the name of a field in double quotes' });
      const name = readText(text, at);
      return 'wrong' in name ? name : { next: name.next, expecting: 'colon' };
    }
    case 'colon':
      return char === ':' ? { next, expecting: 'value' } : wrong({ text, at, expected: 'a colon' });
    case 'comma or }':
      if (char === '}') return { next, closes: true };
      return char === ',' ? { next, expecting: 'name' } : wrong({ text, at, expected: 'a comma or }' });
    case 'comma or ]':
      if (char === ']') return { next, closes: true };
      return char === ',' ? { next, expecting: 'value' } : wrong({ text, at, expected: 'a comma or ]' });
    case 'end':
      return wrong({ text, at, expected: 'the end of the file' });
  }
}

function afterValue(inside: '{' | '[' | undefined): Expecting {
  if (inside === undefined) return 'end';
  return inside === '{' ? 'comma or }' : 'comma or ]';
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return at;
}

const word = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

function readWord(text: string, at: number): Step {
  word.lastIndex = at;
  const match = word.exec(text);
  return match === null ? wrong({ text, at, expected: 'a value' }) : { next: at + match[0].length };
}

const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function readText(text: string, start: number): { readonly next: number } | Wrong {
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === 0x22) return { next: at + 1 };
    if (char < 0x20) {
      return {
        wrong: at,
        message: 'inside a text, a line break or control character has to be written as an escape (\\n)',
      };
    }
    if (char !== 0x5c) continue;
    escapeSequence.lastIndex = at;
    const match = escapeSequence.exec(text);
    if (match === null) return { wrong: at, message: 'a backslash has to be written as \\\\' };
    at += match[0].length - 1;
  }
  return { wrong: start, message: 'the text that begins here has no closing quote: the file may be cut off' };
}

function wrong({
  text,
  at,
  expected,
}: {
  readonly text: string;
  readonly at: number;
  readonly expected: string;
}): Wrong {
  if (at >= text.length) return { wrong: at, message: `expected ${expected}, but the file ends: it may be cut off` };
  const found = /^[\w.+-]+/.exec(text.slice(at, at + 20))?.[0] ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
  return { wrong: at, message: `expected ${expected}, got ${JSON.stringify(found)}` };
}

function place(text: string, { wrong: at, message }: Wrong): SyntaxProblem {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message };
}

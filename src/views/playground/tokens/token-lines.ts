import type { ShownToken } from './shown-token';

/** Tokens that wrap together: parts of one word. */
export interface TokenWord {
  /** Place of its first token in the whole. */
  readonly from: number;
  readonly tokens: readonly ShownToken[];
}

export interface TokenLine {
  readonly words: readonly TokenWord[];
  /** Empty lines after it. */
  readonly gaps: number;
}

/** Longer words break: some languages write without spaces. */
const longestWord = 24;

/** A text as lines of words; a token with line breaks ends its line, however it goes on. */
export function tokenLines(tokens: readonly ShownToken[]): readonly TokenLine[] {
  const lines: TokenLine[] = [];
  let words: { from: number; tokens: ShownToken[]; length: number }[] = [];
  for (const [place, token] of tokens.entries()) {
    const last = words.at(-1);
    if (last !== undefined && goesOn(token.token) && last.length + token.token.length <= longestWord) {
      last.tokens.push(token);
      last.length += token.token.length;
    } else words.push({ from: place, tokens: [token], length: token.token.length });
    const breaks = token.token.split('\n').length - 1;
    if (breaks === 0) continue;
    lines.push({ words, gaps: breaks - 1 });
    words = [];
  }
  return words.length === 0 ? lines : [...lines, { words, gaps: 0 }];
}

/** Whether the token is a part of the word before it. */
function goesOn(token: string): boolean {
  return token === '' || !/^\s/.test(token);
}

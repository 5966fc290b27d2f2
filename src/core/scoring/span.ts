/*
 * Which tokens belong to a completion. The completion's tokens are those of encode(prompt + completion) from encode(prompt).length on; where
 * encode(prompt) is no prefix of it, scoring begins at the first token that differs. Source: EleutherAI's lm-evaluation-harness.
 */

export interface DividedText {
  /** Without the white space at its end. */
  readonly prompt: string;
  /** That white space, and the completion. */
  readonly completion: string;
}

/** White space at the end of a prompt belongs to the completion: a token mostly holds it together with the word that follows. */
export function divideText(prompt: string, expected: string): DividedText {
  const kept = prompt.trimEnd();
  return { prompt: kept, completion: prompt.slice(kept.length) + expected };
}

/** The place of the first token of the completion. */
export function firstScored(prompt: readonly number[], whole: readonly number[]): number {
  const differing = prompt.findIndex((id, at) => whole[at] !== id);
  return differing === -1 ? prompt.length : differing;
}

/** The end of a prompt that lies in tokens of the completion. `unscored`: UTF-8 bytes of the text before the first of them. */
export function countedOfPrompt(prompt: string, unscored: number): string {
  let bytes = 0;
  let at = 0;
  for (const character of prompt) {
    bytes += utf8Length(character);
    if (bytes > unscored) break;
    at += character.length;
  }
  return prompt.slice(at);
}

/** Bytes of a text in UTF-8; a lone half of a surrogate pair counts as the three of U+FFFD. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

import type { TokenAlternative } from '../../../core/model/reply';

/** A token as it is drawn: of a completion, of a prompt, or of a scored text. */
export interface ShownToken {
  readonly token: string;
  readonly id?: number;
  /** Null: nothing comes before it. */
  readonly logprob: number | null;
  readonly alternatives: readonly TokenAlternative[];
  readonly rank?: number;
  /** In bits, over all tokens. */
  readonly entropy?: number;
  readonly sampled?: { readonly logprob: number; readonly alternatives: readonly TokenAlternative[] };
}

/** How unsure the model was, from 0 (sure) to 4: what the underline weighs. */
export function doubtOf(logprob: number | null): 0 | 1 | 2 | 3 | 4 {
  if (logprob === null) return 0;
  const probability = Math.exp(logprob);
  if (probability >= 0.9) return 0;
  if (probability >= 0.5) return 1;
  if (probability >= 0.2) return 2;
  return probability >= 0.05 ? 3 : 4;
}

/** White space as it is read out: `then two line breaks`. */
export function spokenToken(token: string): string {
  const words = token.trim();
  const breaks = countOf(token, '\n');
  const tabs = countOf(token, '\t');
  const space = [
    ...(breaks > 0 ? [breaks === 1 ? 'line break' : `${breaks} line breaks`] : []),
    ...(tabs > 0 ? [tabs === 1 ? 'tab' : `${tabs} tabs`] : []),
  ];
  if (words === '') return space.join(', ') || (token === '' ? 'part of a character' : 'space');
  return [words, ...space.map((part) => `then ${part}`)].join(', ');
}

function countOf(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** What is drawn: spaces are dots, line breaks and tabs arrows; each piece is drawn faint or not. */
export function drawnPieces(token: string): readonly { readonly text: string; readonly isSpace: boolean }[] {
  if (token === '') return [{ text: '�', isSpace: true }];
  return (token.match(/[ \n\t\r]+|[^ \n\t\r]+/g) ?? []).map((text) => {
    const isSpace = /^[ \n\t\r]/.test(text);
    return {
      text: isSpace
        ? text
            .replace(/ /g, '·')
            .replace(/\r?\n|\r/g, '↵')
            .replace(/\t/g, '→')
        : text,
      isSpace,
    };
  });
}

/** `0.34`; what is nearly nothing or nearly all keeps its digits: `0.0012`, `0.9993`. */
export function probabilityWords(logprob: number): string {
  const probability = Math.exp(logprob);
  const rest = Math.min(probability, 1 - probability);
  if (rest >= 0.005 || probability === 1) return probability.toFixed(2);
  if (rest < 0.000_05) return probability < 0.5 ? 'below 0.0001' : 'above 0.9999';
  return probability.toFixed(4);
}

/** `−1.08`, with a true minus. */
export function logprobWords(logprob: number, digits = 2): string {
  const text = logprob.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text.replace('-', '−');
}

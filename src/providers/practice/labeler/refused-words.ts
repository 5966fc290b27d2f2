import { contentWords } from '../../../core/constitution/content-words';

/** What not to say again: the very wordings, and the words that they were refused for. */
export function refusals(refused: readonly { readonly text: string; readonly why: string }[]) {
  const texts = new Set(refused.map(({ text }) => text));
  const quoted = refused.flatMap(({ why }) => why.match(/"[^"]*"|“[^“”]*”/g) ?? []);
  const stems = contentWords(quoted.join(' '));
  return { isRefused: (text: string): boolean => texts.has(text), isTaboo: (stem: string): boolean => stems.has(stem) };
}

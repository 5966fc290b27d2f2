import { counted, listLines, newWord, sentencesOf, wordsOf } from '../../core/adherence/english';
import { hasNegation, numbersIn, plainWords } from './wording';

/** What a rewrite changes, as a principle: what can be seen of its form and length, else the words themselves, before and after. */
export function rewriteDifference(response: string, rewrite: string, nouns: string): string {
  const form = [questionDifference(response, rewrite), formDifference(response, rewrite, nouns)].filter(isSaid);
  if (form.length > 0) return form.join(' ');
  const length = lengthDifference(response, rewrite);
  if (length !== null) return length;
  if (wordsOf(rewrite)[0] === 'Hello' && wordsOf(response)[0] !== 'Hello') return 'Use a friendly tone.';
  return wordDifference(response, rewrite);
}

function isSaid(text: string | null): text is string {
  return text !== null;
}

function questionDifference(response: string, rewrite: string): string | null {
  const asks = (text: string, at: number): boolean => /\?$/.test(sentencesOf(text).at(at) ?? '');
  if (asks(rewrite, 0) && !asks(response, 0)) return 'Start with a question.';
  return asks(rewrite, -1) && !asks(response, -1) ? 'End with a question.' : null;
}

function formDifference(response: string, rewrite: string, nouns: string): string | null {
  const [before, after] = [listLines(response).length, listLines(rewrite).length];
  if (after > 1 && before === 0) return /^[ \t]*\d/m.test(rewrite) ? 'Use a numbered list.' : 'Use bullets.';
  if (after === 0 && before > 1) return 'Write one paragraph, not a list.';
  return after === before ? null : `Give ${counted(after, nouns)}.`;
}

function lengthDifference(response: string, rewrite: string): string | null {
  const [had, has] = [wordsOf(response).length, wordsOf(rewrite).length];
  if (has < had * 0.8) return `Keep the response under ${Math.ceil((has + 1) / 5) * 5} words.`;
  return has > had * 1.25 && has >= 10 ? `Write at least ${Math.floor(has / 10) * 10} words.` : null;
}

/** A word that went or came, where nothing else did; else the first sentence that changed, as it was and as it is to be. */
function wordDifference(response: string, rewrite: string): string {
  const [was, is] = [sentencesOf(response), sentencesOf(rewrite)];
  const gone = was.filter((sentence) => !is.includes(sentence));
  const come = is.filter((sentence) => !was.includes(sentence));
  const [removed, added] = [newWord(response, rewrite), newWord(rewrite, response)];
  if (gone.length === 0 && come.length === 0) return 'Keep the wording as plain as it can be.';
  const isOneWord = gone.length === 1 && come.length === 1 && wordsChanged(gone[0] ?? '', come[0] ?? '') <= 2;
  const saysTheSame =
    hasNegation(plainWords(response)) === hasNegation(plainWords(rewrite)) &&
    numbersIn(response).join() === numbersIn(rewrite).join();
  if (isOneWord && saysTheSame && removed !== undefined) return `Do not use the word "${removed}".`;
  if (isOneWord && saysTheSame && added !== undefined) return `Mention ${added}.`;
  const [before = '', after = ''] = [gone[0], come[0]].map((sentence) => excerpt(sentence ?? ''));
  if (after === '') return `Leave out sentences like "${before}"`;
  return before === '' ? `Say something like "${after}"` : `Write "${after}" instead of "${before}"`;
}

function wordsChanged(before: string, after: string): number {
  const [had, has] = [wordsOf(before), wordsOf(after)];
  return Math.max(had.filter((word) => !has.includes(word)).length, has.filter((word) => !had.includes(word)).length);
}

const longestExcerpt = 160;

function excerpt(sentence: string): string {
  return sentence.length <= longestExcerpt ? sentence : `${sentence.slice(0, longestExcerpt).replace(/\s\S*$/, '')} …`;
}

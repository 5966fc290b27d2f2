import { contentStems, listLines, numberWord, sentencesOf, stem, wordsOf } from './english';

/** The main thing that a rewrite changes, as a general instruction. Differences of form weigh more than single words. */
export function rewriteDifference({
  response,
  rewrite,
  noun,
}: {
  readonly response: string;
  readonly rewrite: string;
  readonly noun: string;
}): string {
  const [before, after] = [featuresOf(response), featuresOf(rewrite)];
  if (response.trim() === rewrite.trim()) return 'Keep the form and the length of the present response.';
  if (after.asksFirst && !before.asksFirst) return 'Start with a question.';
  if (after.asksLast && !before.asksLast) return 'End with a question.';
  if (after.items > 1 && before.items === 0)
    return /^\s*\d/m.test(rewrite) ? 'Use a numbered list.' : 'Use bullet points.';
  if (after.items === 0 && before.items > 1) return 'Write one paragraph, not a list.';
  if (after.items !== before.items)
    return `Give ${numberWord(after.items)} ${after.items === 1 ? noun.replace(/s$/, '') : noun}.`;
  if (after.words < before.words * 0.6)
    return `Keep the response under ${Math.max(10, Math.ceil((after.words + 1) / 5) * 5)} words.`;
  if (before.example !== after.example) return after.example ? 'Give an example.' : 'Do not give examples.';
  if (before.question && !after.question) return 'Do not ask questions.';
  if (before.introduced && !after.introduced) return 'Start without an introduction.';
  if (before.exclaims !== after.exclaims)
    return after.exclaims ? 'Use an enthusiastic tone.' : 'Do not use exclamation marks.';
  if (after.greets && !before.greets) return 'Start with a greeting.';
  if (after.words < before.words * 0.85)
    return `Keep the response under ${Math.ceil((after.words + 1) / 5) * 5} words.`;
  if (after.words > before.words * 1.25) return `Write at least ${Math.floor(after.words / 10) * 10} words.`;
  if (after.you && !before.you) return 'Address the reader directly.';
  if (before.contractions !== after.contractions)
    return after.contractions ? 'Use a casual tone.' : 'Use a formal tone.';
  const [removed, added] = [newWord(rewrite, response), newWord(response, rewrite)];
  if (removed !== undefined && added !== undefined)
    return `Say "${added}" rather than "${removed}": do not use "${removed}".`;
  if (removed !== undefined) return `Do not use the word "${removed}".`;
  return added === undefined ? 'Keep the wording plain and the order of the points clear.' : `Mention ${added}.`;
}

function featuresOf(text: string) {
  const sentences = sentencesOf(text);
  return {
    words: wordsOf(text).length,
    items: listLines(text).length,
    asksFirst: /\?$/.test(sentences[0] ?? ''),
    asksLast: /\?$/.test(sentences.at(-1) ?? ''),
    question: text.includes('?'),
    example: /\bfor (?:example|instance)\b/i.test(text),
    introduced: /^(?:here (?:is|are)|the following|below)\b/i.test(text.trim()),
    exclaims: text.includes('!'),
    greets: /^(?:hello|hi|dear|good (?:day|morning))\b/i.test(text.trim()),
    you: /\byou(?:r|rs)?\b/i.test(text),
    contractions: /\w['’](?:t|re|ll|ve)\b/.test(text),
  };
}

/** A word with a meaning that `after` has and `before` has not. */
function newWord(before: string, after: string): string | undefined {
  const known = new Set(contentStems(before));
  return wordsOf(after)
    .find((word) => word.length > 3 && contentStems(word).length > 0 && !known.has(stem(word)))
    ?.toLowerCase();
}

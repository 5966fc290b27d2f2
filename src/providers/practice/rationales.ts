import type { RationalesSubject } from '../../core/model/task';
import { bareText, contentStems, listLines, sentencesOf, stem, wordsOf } from './english';
import { rulesInForce } from './rules';

export interface Rationale {
  readonly aspect: string;
  readonly text: string;
}

/** Three things to say about a response, each from something that can be measured in it, the most telling first. */
export function suggestRationales({ kind, prompt, response, principles }: RationalesSubject): readonly Rationale[] {
  const ranked = [
    ...ruleRationales({ kind, response, principles }),
    ...featureRationales({ kind, prompt, response }),
  ].toSorted((a, b) => b.weight - a.weight);
  return ranked
    .filter(({ aspect }, index) => ranked.findIndex((other) => other.aspect === aspect) === index)
    .slice(0, 3)
    .map(({ aspect, text }) => ({ aspect, text }));
}

interface Weighed extends Rationale {
  readonly weight: number;
}

/** A broken principle is a critique, a kept one kudos. */
function ruleRationales({
  kind,
  response,
  principles,
}: Pick<RationalesSubject, 'kind' | 'response' | 'principles'>): readonly Weighed[] {
  return principles.flatMap((principle, index) => {
    const rules = rulesInForce([principle]);
    const broken = rules.map((rule) => rule.broken(response)).find((why) => why !== null);
    if (rules.length === 0 || (kind === 'critique') !== (broken !== undefined)) return [];
    const text =
      kind === 'critique'
        ? `It breaks principle ${index + 1}: it ${broken ?? ''}.`
        : `It keeps principle ${index + 1}: "${clip(principle.replace(/[."]/g, ''), 16)}".`;
    return [{ aspect: 'principle', text, weight: kind === 'critique' ? 9 : 5 - index / 100 }];
  });
}

function featureRationales({ kind, prompt, response }: Omit<RationalesSubject, 'principles'>): readonly Weighed[] {
  const words = wordsOf(response).length;
  const sentences = sentencesOf(response);
  const items = listLines(response);
  const longest = sentences.toSorted((a, b) => wordsOf(b).length - wordsOf(a).length)[0] ?? '';
  const opening = clip(bareText(sentences[0] ?? ''), 4);
  const [repeated, times] = mostRepeated(response);
  const missing = missingWords(prompt, response);
  const hedge = /\b(?:may|might|perhaps|probably|possibly|somewhat|could)\b/i.exec(response)?.[0].toLowerCase();
  const question = response.includes('?');
  const example = /\bfor example|for instance|such as\b/i.test(response);
  const you = (response.match(/\byou(?:r|rs)?\b/gi) ?? []).length;
  const introduced = /^(?:here (?:is|are)|the following|below)\b/i.test(response);
  const say = (aspect: string, weight: number, text: string): readonly Weighed[] => [{ aspect, weight, text }];
  const tools = /\b(?:special \w+|tools?|drill|saw|screwdriver|pliers|glue)\b/i.exec(response)?.[0].toLowerCase();

  if (kind === 'critique') {
    return [
      ...(words > 45
        ? say(
            'length',
            3 + words / 60,
            `At ${words} words it is too long; the point would survive in ${Math.round(words / 20) * 10}.`,
          )
        : say('length', words < 15 ? 4 : 1, `With only ${words} words it is too short to be of help.`)),
      ...(tools === undefined
        ? []
        : say('content', 6, `It needs special tools: it speaks of "${tools}", which not everybody has at hand.`)),
      ...(introduced
        ? say('opening', 3.5, `It starts with the introduction "${opening}" and loses time before the first point.`)
        : []),
      ...(question
        ? say('question', 1.5, 'It asks a question where an answer was expected.')
        : say('question', 2.5, 'It does not ask the reader a question, so it leaves the reader out.')),
      ...(items.length === 0 && sentences.length > 2
        ? say(
            'format',
            4,
            `Its ${sentences.length} sentences run on in one block; a numbered list would be easier to scan.`,
          )
        : []),
      ...(items.length > 1
        ? say(
            'format',
            1,
            `It is a list of ${items.length} points with nothing to join them; a paragraph would read better.`,
          )
        : []),
      ...(wordsOf(longest).length > 18
        ? say(
            'sentences',
            2.8,
            `Its sentences are too long: one that starts "${clip(longest, 3)}" has ${wordsOf(longest).length} words.`,
          )
        : []),
      ...(repeated !== undefined && times > 3
        ? say('wording', 2 + times / 10, `It repeats the word "${repeated}" ${times} times.`)
        : []),
      ...(example ? [] : say('examples', 3, 'It gives no example of how this would look in practice.')),
      ...(hedge === undefined ? [] : say('certainty', 2.2, `It hedges: the word "${hedge}" makes it sound unsure.`)),
      ...(you === 0 ? say('address', 2, 'It never speaks to the reader as "you".') : []),
      ...(missing === undefined
        ? []
        : say('topic', 2.6, `It does not mention "${missing}", which the prompt asks about.`)),
    ];
  }
  return [
    ...(words <= 60
      ? say('length', 4, `It is short: ${words} words in ${count(sentences.length, 'sentence')}.`)
      : say('length', 2, `It is detailed: ${words} words in ${count(sentences.length, 'sentence')}.`)),
    ...(items.length > 1
      ? say(
          'format',
          4.5,
          `It is a ${/^\d/m.test(response) ? 'numbered' : 'bulleted'} list of ${items.length} points, so it is easy to scan.`,
        )
      : say('format', 3, `It reads as one paragraph of ${count(sentences.length, 'sentence')}, without a list.`)),
    ...(question ? say('question', 4.2, 'It asks the reader a question.') : []),
    ...(example ? say('examples', 4.4, 'It gives an example, so it is easy to picture.') : []),
    ...(you > 0 ? say('address', 2.5, `It speaks to the reader directly: "you" or "your" ${count(you, 'time')}.`) : []),
    ...(/\b(?:hello|thank you|happy to|i hope)\b/i.test(response)
      ? say('tone', 3.5, 'It has a friendly tone from the first word.')
      : say('tone', 1.2, 'It stays calm: it has a plain tone and simple words.')),
    ...(introduced ? [] : say('opening', 2.2, `It opens with "${opening}" and needs no introduction.`)),
    ...(wordsOf(longest).length <= 18
      ? say('sentences', 2.4, `It has short sentences: the longest has ${wordsOf(longest).length} words.`)
      : []),
    ...say(
      'certainty',
      hedge === undefined ? 1.4 : 0,
      hedge === undefined ? 'It is definite: it has no "may" or "perhaps".' : `It is careful: it says "${hedge}".`,
    ),
  ];
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function clip(text: string, words: number): string {
  const parts = text.trim().split(/\s+/);
  return parts
    .slice(0, words)
    .join(' ')
    .replace(/[,;:.]+$/, '');
}

function mostRepeated(text: string): readonly [string | undefined, number] {
  const counts = new Map<string, number>();
  for (const word of contentStems(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const [key, times] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0];
  return [
    wordsOf(text)
      .find((word) => stem(word) === key)
      ?.toLowerCase(),
    times,
  ];
}

/** A word of the prompt's first line that the response leaves out, although it is not an order. */
function missingWords(prompt: string, response: string): string | undefined {
  const said = new Set(contentStems(response));
  const topic = /(?:about|for|of|describe|explain|:)\s+([^\n.]{3,60})/i.exec(prompt.split('\n')[0] ?? '')?.[1] ?? '';
  return wordsOf(topic).find(
    (word) =>
      word.length > 3 &&
      contentStems(word).length > 0 &&
      !said.has(stem(word)) &&
      !/following|text|below|reader|shop|list|word/i.test(word),
  );
}

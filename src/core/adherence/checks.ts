import { bareText, listLines, longest, sentencesOf, stemsOf, wordsOf } from './english';
import type { Form, Plan, Range, Tone } from './rules';

/** How a response breaks a plan, each as the rest of a sentence that starts with "It"; empty when it keeps all of it. */
export function broken(plan: Plan, response: string): readonly string[] {
  const sentences = sentencesOf(response);
  const asks = (at: number): boolean => /\?["”')]*$/.test(sentences.at(at) ?? '');
  const gives = /\bfor example\b/i.test(response);
  // Points of running text are counted by their "First, …"; without those it has no more points than sentences.
  const count = listLines(response).length || (response.match(/\b(?:First|Second|Third|[FSEN]\w+th),/g) ?? []).length;
  const problems: readonly (string | false | undefined)[] = [
    plan.count && (count > 0 || sentences.length < plan.count.min) && outside(count, plan.count, 'points'),
    plan.words && outside(wordsOf(response).length, plan.words, 'words'),
    plan.sentences && outside(sentences.length, plan.sentences, 'sentences'),
    plan.form && plan.form !== formOf(response) && `is a ${formOf(response)}, not a ${plan.form}`,
    plan.question === 'first' && !asks(0) && 'does not start with a question',
    plan.question === 'last' && !asks(-1) && 'does not end with a question',
    plan.question === 'never' && response.includes('?') && 'asks a question',
    plan.opening && !bareText(response).startsWith(plan.opening) && `does not start with "${plan.opening}"`,
    plan.ending && !response.trim().endsWith(plan.ending) && `does not end with "${plan.ending}"`,
    plan.examples !== undefined &&
      (plan.examples !== false) !== gives &&
      (gives ? 'gives an example' : 'does not give an example'),
    plan.examples === 'each' && gives && fewExamples(response),
    plan.each && unlikeOneSentence(listLines(response), plan.each),
    plan.reader && !/\byour?s?\b/i.test(response) && 'does not speak to the reader',
    plan.tone && toneChecks[plan.tone](response),
    ...Object.entries(plan.named).map(([name, wanted]) => {
      const word = speaksOf(response, name);
      return wanted ? word === undefined && `does not mention ${name}` : word !== undefined && `mentions "${word}"`;
    }),
  ];
  return problems.flatMap((problem) => problem || []);
}

export function formOf(response: string): Form {
  if (listLines(response).length === 0) return 'paragraph';
  return /^[ \t]*\d+[.)]/m.test(response) ? 'numbered list' : 'list with bullets';
}

const families = ['tool drill saw pliers screwdriver glue', 'price money pay budget buy cheap'].map(stemsOf);

/** The word by which a text speaks of a thing. The last word of a name carries the meaning: "special tools" are tools, and so is a drill. */
export function speaksOf(text: string, name: string): string | undefined {
  const stem = stemsOf(name).at(-1);
  const stems = stem === undefined ? [] : (families.find((family) => family[0] === stem) ?? [stem]);
  return wordsOf(text).find((word) => word.toLowerCase() === name || stemsOf(word).some((own) => stems.includes(own)));
}

const toneChecks: Readonly<Record<Tone, (response: string) => string | false>> = {
  friendly: (said) => !/\b(?:hello|happy to|hope|thanks?|welcome|enjoy)\b/i.test(said) && 'has no friendly word',
  formal: (said) => /\w['’](?:t|re|ll|ve)\b|\bit['’]s\b|!/i.test(said) && 'has short forms or exclamation marks',
  enthusiastic: (said) => !said.includes('!') && 'shows no enthusiasm',
  simple: (said) => longest(sentencesOf(said)) > 15 && `has a sentence of ${longest(sentencesOf(said))} words`,
};

function fewExamples(response: string): string | false {
  const [points, given] = [listLines(response).length, (response.match(/\bfor example\b/gi) ?? []).length];
  return given < points && `gives ${given === 1 ? 'one example' : `${given} examples`} for ${points} points`;
}

/** In words. */
const longestShort = 15;

function unlikeOneSentence(points: readonly string[], each: NonNullable<Plan['each']>): string | false {
  const several = points.find((point) => sentencesOf(point).length > 1);
  if (several !== undefined) return 'has a point of several sentences';
  const length = longest(points);
  return each === 'short sentence' && length > longestShort && `has a point of ${length} words`;
}

function outside(n: number, { min, max }: Range, nouns: string): string | false {
  if (n >= min && n <= max) return false;
  const asked = min === max ? 'exactly' : n < min ? 'at least' : 'at most';
  return `has ${n} ${n === 1 ? nouns.slice(0, -1) : nouns} and not ${asked} ${n < min ? min : max}`;
}

import { stemOf } from './content-words';
import { scopeOf } from './scope';

/** So many of a thing: `min` and `max` are inclusive. */
export interface Amount {
  /** Stem of the thing. */
  readonly of: string;
  /** The thing as written. */
  readonly noun: string;
  /** The part of the answer that it is about; empty for the whole. */
  readonly scope: string;
  readonly min: number;
  readonly max: number;
  /** An upper limit on how much text there is. */
  readonly limitsLength: boolean;
}

/** About how many words a unit of length has, by its stem. */
export const wordsPerUnit: ReadonlyMap<string, number> = new Map(
  Object.entries({ word: 1, character: 0.2, sentence: 16, line: 12, paragraph: 80, page: 400 }).map(([unit, words]) => [
    stemOf(unit),
    words,
  ]),
);

/** Amounts in a clause in lower case with its numbers in digits: `at most 3 short sentences`, `2 to 4 uses`, `5 tips or more`. */
export function amountsIn(clause: string): readonly Amount[] {
  if (!/\d/.test(clause)) return [];
  return [...clause.matchAll(amount)].flatMap((match): Amount[] => {
    const {
      qualifier = '',
      first = '',
      second = first,
      adjectives: adjective = '',
      noun = '',
      more = '',
    } = match.groups ?? {};
    if (notCounted.has(noun)) return [];
    const of = stemOf(noun);
    const low = Math.min(Number(first), Number(second));
    const high = Math.max(Number(first), Number(second));
    const unit = wordsPerUnit.has(of);
    const isCap = more === 'fewer' || more === 'less' || (qualifier === '' && unit && capping.test(clause));
    const [min, max] = isCap ? [0, high] : more === 'more' ? [low, endless] : bounds(qualifier, low, high);
    const limitsLength = unit && max < endless && (min === 0 || high > low || /short|brief/.test(adjective));
    const scope = scopeOf(clause);
    return [{ of, noun, scope: scope === of ? '' : scope, min, max, limitsLength }];
  });
}

const endless = Number.POSITIVE_INFINITY;

const qualifiers = {
  upper: [
    'at most',
    'no more than',
    'not more than',
    'no longer than',
    'up to',
    'a maximum of',
    'maximum',
    'max',
    'within',
  ],
  below: ['fewer than', 'less than', 'under', 'below', 'shorter than'],
  lower: ['at least', 'no fewer than', 'no less than', 'not less than', 'a minimum of', 'minimum', 'min'],
  above: ['more than', 'over', 'above', 'longer than'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

function bounds(qualifier: string, low: number, high: number): readonly [number, number] {
  const is = (kind: keyof typeof qualifiers): boolean => qualifiers[kind].some((words) => words === qualifier);
  if (is('upper')) return [0, high];
  if (is('below')) return [0, low - 1];
  if (is('lower')) return [low, endless];
  if (is('above')) return [high + 1, endless];
  return [low, high];
}

const adjectives =
  'different|distinct|short|long|brief|clear|concrete|new|unusual|creative|simple|separate|specific|numbered|bullet|practical|full|complete';
const amount = new RegExp(
  String.raw`(?:\b(?<qualifier>${Object.values(qualifiers).flat().join('|')})\s+)?\b(?<first>\d+)(?:\s*(?:-|–|to|or|and)\s*(?<second>\d+))?\s+(?<adjectives>(?:(?:${adjectives})\s+)*)(?<noun>\p{L}+)(?:\s+or\s+(?<more>fewer|less|more))?`,
  'gu',
);
const capping = /\b(?:keep|limit|restrict|cap|trim|shorten)\b/;
const notCounted = new Set(
  'of or and to in on at the a is are was that which who for by with from as it can more'.split(' '),
);

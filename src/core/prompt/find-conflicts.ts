import { type Amount, wordsPerUnit } from '../constitution/amounts';
import { lengthAxis } from '../constitution/axes';
import { contentWords, overlap, sharedWords } from '../constitution/content-words';
import { type Demands, readDemands } from '../constitution/demands';
import type { Constitution } from '../constitution/principle';
import { sentPrinciples } from './compose';

/** A principle that another one repeats or speaks against. */
export interface Conflict {
  readonly kind: 'duplicate' | 'contradiction';
  /** The other principle. */
  readonly id: string;
  /** Its number in the list, from 1. */
  readonly n: number;
  /** In words that follow a colon: `both limit length`. */
  readonly why: string;
}

/** From this likeness on, two principles are likely duplicates. */
export const duplicateLikeness = 0.65;

/** Conflicts of a principle with the others that are on, in their order; none when it is gone or not on itself. */
export function findConflicts(constitution: Constitution, id: string): readonly Conflict[] {
  const principle = sentPrinciples(constitution).find((candidate) => candidate.id === id);
  if (principle === undefined) return [];
  return constitution.flatMap((other, index): Conflict[] => {
    if (other.id === id || other.status !== 'on') return [];
    const place = { id: other.id, n: index + 1 };
    const against = contradiction(principle.text, other.text);
    if (against !== null) return [{ kind: 'contradiction', ...place, why: against }];
    if (likeness(principle.text, other.text) < duplicateLikeness) return [];
    return [{ kind: 'duplicate', ...place, why: whyAlike(principle.text, other.text) }];
  });
}

/** How much two rules ask for the same, from 0 to 1, by the words they share and by what they limit. Symmetric. */
export function likeness(a: string, b: string): number {
  const [one, other] = [read(a), read(b)];
  if (one.plain === other.plain) return 1;
  const byWords = overlap(one.words, other.words) * (numbersDiffer(one.words, other.words) ? 0.6 : 1);
  return sameDemand(one, other) === null ? byWords : Math.max(byWords, 0.7);
}

/** Why two rules cannot both be followed, or null when nothing speaks against it. Symmetric. */
export function contradiction(a: string, b: string): string | null {
  const [one, other] = [read(a), read(b)];
  if (!sameCondition(one, other)) return null;
  return (
    amountsApart(one, other) ??
    polesApart(one, other) ??
    lengthApart(one, other) ??
    banned(one, other) ??
    banned(other, one)
  );
}

interface Reading extends Demands {
  readonly plain: string;
  readonly words: ReadonlyMap<string, string>;
}

const readings = new Map<string, Reading>();
const readingsKept = 4000;

/** Reading a rule takes longer than comparing two, so readings are kept; a full store is emptied, which costs one new reading each. */
function read(text: string): Reading {
  const kept = readings.get(text);
  if (kept !== undefined) return kept;
  if (readings.size >= readingsKept) readings.clear();
  const plain = text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
  const reading = { ...readDemands(text), plain, words: contentWords(text) };
  readings.set(text, reading);
  return reading;
}

function sameCondition(one: Reading, other: Reading): boolean {
  if (one.condition === null || other.condition === null) return one.condition === other.condition;
  return overlap(one.condition, other.condition) >= 0.6;
}

function numbersDiffer(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  const digits = (words: ReadonlyMap<string, string>) => [...words.keys()].filter((word) => /^\d+$/.test(word));
  const [one, other] = [digits(a), digits(b)];
  return one.length > 0 && other.length > 0 && !one.some((number) => other.includes(number));
}

function whyAlike(a: string, b: string): string {
  const [one, other] = [read(a), read(b)];
  if (one.plain === other.plain) return 'both say the same';
  const demand = sameDemand(one, other);
  if (demand !== null) return demand;
  return `both are about ${sharedWords(one.words, other.words).slice(0, 3).join(', ')}`;
}

function sameDemand(one: Reading, other: Reading): string | null {
  if (!sameCondition(one, other)) return null;
  if (lengthLimits(one).some((scope) => lengthLimits(other).includes(scope))) return 'both limit length';
  for (const { axis, side, scope } of one.poles) {
    const same = other.poles.some((theirs) => theirs.axis === axis && theirs.side === side && theirs.scope === scope);
    if (same) return `both ask for ${axis.names[side]}`;
  }
  return null;
}

/** The parts of the answer that a rule keeps short. */
function lengthLimits({ amounts, poles }: Reading): readonly string[] {
  return [
    ...amounts.filter((amount) => amount.limitsLength).map((amount) => amount.scope),
    ...poles.filter(({ axis, side }) => axis === lengthAxis && side === 0).map((pole) => pole.scope),
  ];
}

function polesApart(one: Reading, other: Reading): string | null {
  for (const { axis, side, scope } of one.poles) {
    const against = other.poles.some(
      (theirs) => theirs.axis === axis && theirs.side !== side && theirs.scope === scope,
    );
    if (against) return `one asks for ${axis.names[0]}, the other for ${axis.names[1]}`;
  }
  return null;
}

function amountsApart(one: Reading, other: Reading): string | null {
  for (const a of one.amounts) {
    for (const b of other.amounts) {
      const [low, high] = a.max <= b.max ? [a, b] : [b, a];
      if (low.scope === high.scope && isApart(low, high))
        return `one asks for ${phrase(low)}, the other for ${phrase(high)}`;
    }
  }
  return null;
}

function isApart(low: Amount, high: Amount): boolean {
  if (low.of === high.of) return low.max < high.min;
  const [lowUnit, highUnit] = [wordsPerUnit.get(low.of), wordsPerUnit.get(high.of)];
  // Sentences and paragraphs have no fixed length, so different units count as apart only when they are far apart.
  return lowUnit !== undefined && highUnit !== undefined && low.max * lowUnit * 3 < high.min * highUnit;
}

function phrase({ min, max, noun }: Amount): string {
  if (max === Number.POSITIVE_INFINITY) return `at least ${min} ${noun}`;
  if (min === 0) return `at most ${max} ${noun}`;
  return min === max ? `${min} ${noun}` : `${min} to ${max} ${noun}`;
}

/** `Be brief` against `at least 300 words`, `be thorough` against `at most 20 words`. */
function lengthApart(one: Reading, other: Reading): string | null {
  for (const [a, b] of [
    [one, other],
    [other, one],
  ] as const) {
    for (const pole of a.poles.filter(({ axis }) => axis === lengthAxis)) {
      for (const amount of b.amounts.filter(({ scope }) => scope === pole.scope)) {
        const unit = wordsPerUnit.get(amount.of);
        if (unit === undefined) continue;
        const apart = pole.side === 0 ? amount.min * unit >= shortEnds : amount.max * unit <= longStarts;
        if (apart) return `one asks for ${lengthAxis.names[pole.side]}, the other for ${phrase(amount)}`;
      }
    }
  }
  return null;
}

/** In words: nobody calls 200 short, or 40 long. */
const shortEnds = 200;
const longStarts = 40;

function banned(one: Reading, other: Reading): string | null {
  for (const wanted of one.wants) {
    const ban = other.rulesOut.find((ruledOut) => overlap(wanted, ruledOut) >= 0.7);
    if (ban !== undefined) return `one asks for “${sharedWords(wanted, ban).join(' ')}”, the other rules it out`;
  }
  return null;
}

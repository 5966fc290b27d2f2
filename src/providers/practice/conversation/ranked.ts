import { type Knowledge, type Known, writtenStems } from './knowledge';
import type { Question } from './question';

/**
 * The sentences that share words with a question: those of its own first, of those the ones about what it follows up. A word that is in
 * few sentences weighs more; where all that is shared is what the whole description is about, something must not be left unknown.
 */
export function ranked(
  { kind, stems, topic, words }: Question,
  { facts, self, topic: about }: Knowledge,
): readonly Known[] {
  const all = [...facts, ...self];
  const spread = (stem: string): number => all.filter((one) => one.stems.has(stem)).length;
  const weights = new Map(
    [...stems, ...topic].map((stem) => [stem, (about.has(stem) ? 0.25 : 1) / Math.sqrt(Math.max(1, spread(stem)))]),
  );
  const isKnown = (stem: string): boolean => spread(stem) > 0;
  const wanted = stems.length > 0 ? stems : topic;
  const isTelling = (one: Known): boolean =>
    wanted.some((stem) => one.stems.has(stem) && !about.has(stem)) ||
    (wanted.every(isKnown) && wanted.some((stem) => one.stems.has(stem)));
  const weightOf = ({ stems: has }: Known, of: readonly string[]): number =>
    of.reduce((sum, stem) => sum + (has.has(stem) ? (weights.get(stem) ?? 0) : 0), 0);
  const literal = new Set(writtenStems([...words.values()].join(' ')));
  const isLiteral = (one: Known): boolean => [...one.written].some((stem) => literal.has(stem));
  const scored = all.filter(isTelling).map((one) => {
    const score = 2 * weightOf(one, stems) + weightOf(one, topic);
    return { one, score: isLiteral(one) ? score * 1.4 : score };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const near = scored.filter(({ score }) => kind === 'more' || score >= best * 0.75);
  return near.toSorted((a, b) => b.score - a.score || a.one.at - b.one.at).map(({ one }) => one);
}

import type { FirstRuleSubject } from '../../../core/instructions/task';
import { createRandom, deriveSeed, shuffled } from '../../../core/random';
import { refusals } from './refused-words';
import { nounOf, quotes, type RowReading, readRow, tellingWords, type Words } from './row-reading';
import { listed, writeRule } from './rule-text';

/** Few words make a narrow rule; the mistakes of training add what is missing. */
const mostWords = 6;

/** A rule of the words that rows of the label have and rows of the other labels have not. The seed decides among equal ones. */
export function firstRule({ label, examples, refused = [] }: FirstRuleSubject, seed: number): string {
  const own = examples.filter((group) => group.label === label).flatMap(({ rows }) => rows);
  const ownRows = own.map(readRow);
  const others = examples.filter((group) => group.label !== label).flatMap(({ rows }) => rows.map(readRow));
  const { isRefused, isTaboo } = refusals(refused);
  const words = new Map(ownRows.flatMap((row) => [...tellingWords(row)]));
  const ranked = shuffled([...words], createRandom(deriveSeed(seed, label)))
    .map(([stem, word]) => ({ stem, word, lead: share(ownRows, stem) - 2 * share(others, stem) }))
    .filter(({ stem, lead }) => lead > 0 && !isTaboo(stem))
    .toSorted((a, b) => b.lead - a.lead);
  const noun = nounOf(own[0] ?? []);
  for (let count = mostWords; count > 0; count--) {
    const named = ranked.slice(0, count).map(({ word }) => word);
    if (named.length === 0) break;
    const rule = writeRule({ noun, named, excluded: [] });
    if (!isRefused(rule) && !ownRows.some((row) => quotes(rule, row))) return rule;
  }
  return ruleOfName(label, noun);
}

/** For want of words: what the label's own name says. */
export function ruleOfName(label: string, noun: string): string {
  const words: Words = new Map((label.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => [word, word]));
  return words.size === 0
    ? `The ${noun} is as its label says.`
    : `The ${noun} is about ${listed([...words.values()])}.`;
}

function share(rows: readonly RowReading[], stem: string): number {
  return rows.length === 0 ? 0 : rows.filter(({ words }) => words.has(stem)).length / rows.length;
}

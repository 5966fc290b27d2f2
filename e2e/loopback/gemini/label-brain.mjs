// @ts-check
import { hash } from './embeddings.mjs';
import { examplesIn, mistakeIn, reasonIn, refusedIn, rowsIn, rulesIn } from './label-prompts.mjs';
import { keywordsOf, readRule, stem } from './label-words.mjs';

/**
 * A labeler of modest gifts: it understands a rule as the words that it names and those that it excludes, and writes rules of that
 * kind. It remembers nothing from one call to the next; the seed of a request is its only chance.
 *
 * @typedef {import('./label-prompts.mjs').LabelRules} LabelRules
 * @typedef {{ action: 'add' | 'edit' | 'delete', label: string, rule: number, text: string }} Mutation
 */

/** @param {string} prompt */
export function firstRule(prompt) {
  const { own, others } = examplesIn(prompt);
  const ownWords = own.map((row) => keywordsOf(row));
  const otherWords = others.map((row) => keywordsOf(row));
  const refused = new Set(keywordsOf(refusedIn(prompt)).map(stem));
  /** @type {Map<string, { word: string, score: number }>} */
  const scored = new Map();
  for (const word of ownWords.flat()) {
    const root = stem(word);
    if (scored.has(root) || refused.has(root)) continue;
    const score = share(ownWords, root) - share(otherWords, root);
    if (score > 0) scored.set(root, { word, score });
  }
  const words = [...scored.values()]
    .toSorted((a, b) => b.score - a.score || b.word.length - a.word.length)
    .slice(0, 5)
    .map(({ word }) => word);
  return { rule: ruleText(words, []) };
}

/** @param {readonly (readonly string[])[]} rows @param {string} root */
function share(rows, root) {
  if (rows.length === 0) return 0;
  return rows.filter((words) => words.some((word) => stem(word) === root)).length / rows.length;
}

/** A reading for each row, by the rule that names most words of it. @param {string} prompt */
export function classify(prompt) {
  const labels = rulesIn(prompt);
  return rowsIn(prompt).map((row) => readingOf(new Set(keywordsOf(row).map(stem)), labels));
}

/** @param {ReadonlySet<string>} row @param {readonly LabelRules[]} labels */
function readingOf(row, labels) {
  let best = { label: labels[0]?.label ?? '', rule: 0, score: 0 };
  for (const { label, rules } of labels) {
    rules.forEach((text, at) => {
      const score = matching(row, text);
      if (score > best.score) best = { label, rule: at + 1, score };
    });
  }
  return { label: best.label, rule: best.rule };
}

/** @param {ReadonlySet<string>} row @param {string} rule */
function matching(row, rule) {
  const { named, excluded } = readRule(rule);
  const hits = named.filter((root) => row.has(root)).length;
  const against = excluded.filter((root) => row.has(root)).length;
  // Of two that name as many words of it, the shorter one is the more exact.
  return hits - 2 * against - named.length / 1000;
}

/** @param {string} prompt @param {number} seed */
export function mutateRules(prompt, seed) {
  const labels = rulesIn(prompt);
  const mistake = mistakeIn(prompt);
  const row = rowsIn(prompt)[0] ?? '';
  if (mistake === undefined) return { diagnosis: 'There is no mistake to learn from.', mutations: [] };
  const chance = chances(hash(`${seed} ${prompt}`));
  const known = new Set([
    ...labels.flatMap(({ rules }) => rules.flatMap((rule) => readRule(rule).named)),
    ...keywordsOf(refusedIn(prompt)).map(stem),
  ]);
  const told = keywordsOf(reasonIn(prompt));
  const fresh = keywordsOf(row).filter((word) => !known.has(stem(word)));
  const golden = labels.find(({ label }) => label === mistake.golden);
  const wrong = labels.find(({ label }) => label === (mistake.followed?.label ?? mistake.predicted));
  /** @type {Mutation[]} */
  const options = [
    ...additions({ golden, words: [...told, ...pick(fresh, 4, chance)] }),
    ...widenings({ golden, words: pick(fresh, 3, chance), chance }),
    ...narrowings({ wrong, row, words: pick(fresh, 2, chance), n: mistake.followed?.n }),
    ...additions({ golden, words: pick(fresh, 2, chance) }),
  ];
  const first = options.slice(0, 1);
  const rest = shuffle(options.slice(1), chance);
  return {
    diagnosis: `No rule of ${JSON.stringify(mistake.golden)} is about such rows${mistake.followed === undefined ? '' : `, and one of ${JSON.stringify(mistake.followed.label)} names words of it`}.`,
    mutations: [...(told.length > 0 ? [...first, ...rest] : shuffle([...first, ...rest], chance))].slice(
      0,
      mistake.mutations,
    ),
  };
}

/** @param {{ golden: LabelRules | undefined, words: readonly string[] }} given @returns {Mutation[]} */
function additions({ golden, words }) {
  if (golden === undefined || words.length === 0) return [];
  return [{ action: 'add', label: golden.label, rule: 0, text: ruleText(words, []) }];
}

/** @param {{ golden: LabelRules | undefined, words: readonly string[], chance: () => number }} given @returns {Mutation[]} */
function widenings({ golden, words, chance }) {
  if (golden === undefined || golden.rules.length === 0 || words.length === 0) return [];
  const at = Math.floor(chance() * golden.rules.length);
  const { named, excluded } = readRule(golden.rules[at] ?? '', { whole: true });
  // A rule that names everything is no rule.
  if (named.length > 10) return [];
  return [{ action: 'edit', label: golden.label, rule: at + 1, text: ruleText([...named, ...words], excluded) }];
}

/**
 * The rule that misled loses the words that it found in the row, or is told what such rows have; with nothing left, it goes.
 * @param {{ wrong: LabelRules | undefined, row: string, words: readonly string[], n: number | undefined }} given
 * @returns {Mutation[]}
 */
function narrowings({ wrong, row, words, n }) {
  const text = n === undefined || n === 0 ? undefined : wrong?.rules[n - 1];
  if (wrong === undefined || n === undefined || text === undefined) return [];
  const roots = new Set(keywordsOf(row).map(stem));
  const { named, excluded } = readRule(text, { whole: true });
  const left = named.filter((word) => !roots.has(stem(word)));
  /** @type {Mutation[]} */
  const narrower =
    words.length === 0
      ? []
      : [{ action: 'edit', label: wrong.label, rule: n, text: ruleText(named, [...excluded, ...words]) }];
  if (left.length > 0)
    return [{ action: 'edit', label: wrong.label, rule: n, text: ruleText(left, excluded) }, ...narrower];
  return wrong.rules.length > 1 ? [{ action: 'delete', label: wrong.label, rule: n, text: '' }, ...narrower] : narrower;
}

/** @param {readonly string[]} named @param {readonly string[]} excluded */
function ruleText(named, excluded) {
  if (named.length === 0) return 'The row fits what the name of the label means.';
  const without = excluded.length === 0 ? '' : `, and not ${listed(excluded.slice(-4))}`;
  return `The row speaks of ${listed([...new Set(named)].slice(0, 12))}${without}.`;
}

/** @param {readonly string[]} words */
function listed(words) {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** @param {readonly string[]} words @param {number} count @param {() => number} chance */
function pick(words, count, chance) {
  return shuffle(words, chance).slice(0, count);
}

/** @template T @param {readonly T[]} items @param {() => number} chance @returns {T[]} */
function shuffle(items, chance) {
  return items
    .map((item) => ({ item, key: chance() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Numbers from 0 to 1 by a seed (mulberry32). @param {number} seed */
export function chances(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

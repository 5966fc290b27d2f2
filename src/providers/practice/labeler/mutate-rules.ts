import type { MutateRulesSubject, NumberedRules } from '../../../core/instructions/task';
import { createRandom, deriveSeed, type Random, shuffled } from '../../../core/random';
import { classify } from './classify';
import { ruleOfName } from './first-rule';
import { refusals } from './refused-words';
import { meaningfulWords, nounOf, quotes, type RowReading, readRow, tellingWords } from './row-reading';
import { writtenTraits } from './row-traits';
import { evidence, readRule } from './rule-reading';
import { listed, readWordRule, writeRule } from './rule-text';

interface Change {
  readonly action: 'add' | 'edit' | 'delete';
  readonly label: string;
  /** From 1; 0 to add one. */
  readonly rule: number;
  readonly text: string;
}

/** What the changes are made of. */
interface Case {
  readonly golden: NumberedRules;
  /** The label of the rule that misled, and that rule; null: no rule did. */
  readonly misled: { readonly by: NumberedRules; readonly n: number; readonly text: string } | null;
  readonly row: RowReading;
  readonly noun: string;
  /** Words that no rule knows yet: those of the author's reason, then those of the row as the seed shuffles them. */
  readonly words: readonly string[];
  readonly random: Random;
}

const mostWords = 12;

/** Says what went wrong with a row, and changes of the rules that would mend it. The seed decides which words and which changes. */
export function mutateRules(subject: MutateRulesSubject, seed: number) {
  const given = caseOf(subject, createRandom(deriveSeed(seed, subject.golden)));
  const { isRefused } = refusals(subject.refused);
  const isNew = ({ action, label, text }: Change): boolean =>
    action === 'delete' || !subject.labels.some((each) => each.label === label && each.rules.includes(text));
  const fits = (change: Change): boolean =>
    isNew(change) && !isRefused(change.text) && !(change.action !== 'delete' && quotes(change.text, given.row));
  const covering = [...additions(given), ...widenings(given)];
  const curbing = [...narrowings(given), ...exclusions(given), ...deletions(given)];
  const told = subject.reason.trim() === '' ? [] : covering.filter(fits);
  const tried = shuffled([...covering, ...curbing].filter(fits), given.random);
  // A change that leaves the row misread may still be half of what is needed, so it comes last and not never.
  const changes = [...new Set([...told, ...tried.filter((change) => mends(change, subject)), ...tried])];
  const last: Change = { action: 'add', label: subject.golden, rule: 0, text: ruleOfName(subject.golden, given.noun) };
  return {
    diagnosis: diagnosis(given),
    mutations: changes.length === 0 ? [last] : changes.slice(0, subject.mutations),
  };
}

/** Whether the row is read rightly after it. */
function mends({ action, label, rule, text }: Change, { task, labels, row, golden }: MutateRulesSubject): boolean {
  const changed = labels.map((each) => {
    if (each.label !== label) return each;
    if (action === 'add') return { label, rules: [...each.rules, text] };
    return {
      label,
      rules: each.rules.flatMap((old, index) => (index + 1 !== rule ? old : action === 'edit' ? text : [])),
    };
  });
  const answer = classify({ task, labels: changed, rows: [row] });
  return 'label' in answer && answer.label === golden;
}

function caseOf(
  { labels, row: fields, golden: label, followed, reason, refused }: MutateRulesSubject,
  random: Random,
): Case {
  const golden = labels.find((each) => each.label === label) ?? { label, rules: [] };
  const by = labels.find((each) => each.label === followed?.label);
  const text = by?.rules[(followed?.n ?? 0) - 1];
  const row = readRow(fields);
  const { isTaboo } = refusals(refused);
  const isKnown = (stem: string): boolean =>
    labels.some(({ rules }) => rules.some((rule) => readRule(rule).named.has(stem)));
  const fresh = (words: Iterable<readonly [string, string]>): readonly string[] =>
    [...words].flatMap(([stem, word]) => (isTaboo(stem) || isKnown(stem) ? [] : [word]));
  const told = fresh(meaningfulWords(reason)).filter((word) => /^\p{L}+$/u.test(word));
  return {
    golden,
    misled: by === undefined || text === undefined ? null : { by, n: followed?.n ?? 0, text },
    row,
    noun: nounOf(fields),
    words: [...new Set([...told.slice(0, 4), ...shuffled(fresh(tellingWords(row)), random)])],
    random,
  };
}

/** A new rule for the golden label, of words or of the form of the row. */
function additions({ golden: { label }, row, noun, words, random }: Case): readonly Change[] {
  const named = words.slice(0, 3 + random.whole(2));
  const forms = writtenTraits(row.text).map((form) => `The ${noun} has ${form}.`);
  const texts = named.length === 0 ? forms : [writeRule({ noun, named, excluded: [] }), ...forms];
  return texts.map((text) => ({ action: 'add', label, rule: 0, text }));
}

/** A rule of the golden label with more words. */
function widenings({ golden: { label, rules }, noun, words, random }: Case): readonly Change[] {
  const n = random.whole(Math.max(1, rules.length)) + 1;
  const text = rules[n - 1];
  const more = words.slice(0, 3 + random.whole(2));
  if (text === undefined || more.length === 0) return [];
  const own = readWordRule(text);
  if (own !== null && own.named.length + more.length > mostWords) return [];
  const wider =
    own === null
      ? `${text.trim()} It also counts when the ${noun} mentions ${listed(more)}.`
      : writeRule({ ...own, named: [...own.named, ...more] });
  return [{ action: 'edit', label, rule: n, text: wider }];
}

/** The rule that misled, without the words that it found in the row. */
function narrowings({ misled, row }: Case): readonly Change[] {
  const own = misled === null ? null : readWordRule(misled.text);
  if (misled === null || own === null) return [];
  const named = own.named.filter((word) => ![...meaningfulWords(word).keys()].some((stem) => row.words.has(stem)));
  if (named.length === 0 || named.length === own.named.length) return [];
  return [{ action: 'edit', label: misled.by.label, rule: misled.n, text: writeRule({ ...own, named }) }];
}

/** The rule that misled, not for rows with a word that this one has. */
function exclusions({ misled, words, random }: Case): readonly Change[] {
  const but = words.slice(0, 1 + random.whole(2));
  if (misled === null || but.length === 0) return [];
  const own = readWordRule(misled.text);
  if (own !== null && own.excluded.length + but.length > 4) return [];
  const text =
    own === null
      ? `${misled.text.trim().replace(/[.]$/, '')}, unless it mentions ${listed(but)}.`
      : writeRule({ ...own, excluded: [...own.excluded, ...but] });
  return [{ action: 'edit', label: misled.by.label, rule: misled.n, text }];
}

function deletions({ misled }: Case): readonly Change[] {
  if (misled === null || misled.by.rules.length < 2) return [];
  return [{ action: 'delete', label: misled.by.label, rule: misled.n, text: '' }];
}

function diagnosis({ golden, misled, row, words }: Case): string {
  const found =
    misled === null
      ? []
      : [...readRule(misled.text).named].flatMap(([stem, word]) => (row.words.has(stem) ? [word] : []));
  const saw = found.length === 0 ? '' : `, because the row mentions ${listed(found)}`;
  const wrong =
    misled === null ? 'No rule was about this row.' : `Rule ${misled.n} of "${misled.by.label}" misled${saw}.`;
  const holds = golden.rules.some((rule) => evidence(rule, row) > 0);
  if (holds) return `${wrong} A rule of "${golden.label}" holds as well, and finds less in the row.`;
  const missing = words.length === 0 ? 'words that are in the row' : `words such as ${listed(words.slice(0, 4))}`;
  return `${wrong} No rule of "${golden.label}" names ${missing}.`;
}

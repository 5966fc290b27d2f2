import type { FoldSubject, UpdateSubject } from '../../core/model/task';
import { escapeTemplate, parseTemplate } from '../../core/prompt/template';
import { asSentence, wordsOf } from './english';
import type { Rule, RuleKind } from './rule';
import { understand } from './rules';
import { sayInstead, saysOnly } from './say-instead';
import { toPrinciple } from './to-principle';

/** Rewrites the preamble so that it carries the principles: in place where one only changes a number, else as sentences after it. */
export function foldPrinciples({ preamble, principles }: Pick<FoldSubject, 'preamble' | 'principles'>): string {
  const folded = withoutRepeats(principles).reduce<Folding>(foldOne, { preamble, added: [] });
  return placed(folded.preamble, grouped(folded.added));
}

/** Changes the one instruction that the feedback is about, or adds it. */
export function updatePrompt(subject: UpdateSubject): string {
  return foldPrinciples({ preamble: subject.preamble, principles: [toPrinciple(subject)] });
}

interface Folding {
  readonly preamble: string;
  readonly added: readonly string[];
}

function foldOne({ preamble, added }: Folding, principle: string): Folding {
  const text = asSentence(principle);
  if (sameWords(preamble).includes(sameWords(text))) return { preamble, added };
  const rules = understand(text);
  const [rule] = rules;
  const mine = rule === undefined ? undefined : understand(preamble).find(({ key }) => key === rule.key);
  if (rule !== undefined && mine !== undefined && rules.length === 1 && saysOnly(text, rule)) {
    const inPlace = sayInstead(preamble, { from: mine, to: rule });
    if (inPlace !== null && keepsVariables(preamble, inPlace)) return { preamble: inPlace, added };
  }
  return { preamble: withoutOverruled(preamble, rules), added: [...added, text] };
}

/** Takes out sentences of the preamble that say nothing but what the new rules overrule. */
function withoutOverruled(preamble: string, rules: readonly Rule[]): string {
  const keys = rules.map(({ key }) => key);
  const kept = preamble.replace(/[^.!?\n]+[.!?]+(?:[ \t]+|(?=\n|$))/g, (sentence) => {
    const own = understand(sentence);
    const [only] = own;
    const overruled =
      only !== undefined &&
      own.every(({ key }) => keys.includes(key)) &&
      !/[{}]/.test(sentence) &&
      saysOnly(sentence, only);
    return overruled ? '' : sentence;
  });
  return kept.trim() === '' ? preamble : kept.replace(/[ \t]+$/gm, '');
}

const order: readonly (readonly RuleKind[])[] = [
  ['count', 'mention', 'avoid', 'examples'],
  ['format', 'bold', 'length', 'sentences', 'letters', 'marks'],
  ['tone', 'reader', 'frame', 'opening', 'question', 'ending'],
];

/** Rules of one sort beside each other; those that the table does not know come last, in the author's order. */
function grouped(sentences: readonly string[]): readonly string[] {
  const rank = (sentence: string): number => {
    const kind = understand(sentence)[0]?.kind;
    const at = order.findIndex((kinds) => kind !== undefined && kinds.includes(kind));
    return at < 0 ? order.length : at;
  };
  return sentences.toSorted((a, b) => rank(a) - rank(b));
}

/** After the instruction; before the input where the preamble ends with blocks that only hold input. */
function placed(preamble: string, sentences: readonly string[]): string {
  if (sentences.length === 0) return preamble;
  const rules = escapeTemplate(
    sentences.length > 5 ? sentences.map((sentence) => `- ${sentence}`).join('\n') : sentences.join(' '),
  );
  const blocks = preamble.split(/\n[ \t]*\n/);
  const input = blocks.findLastIndex((block) => !/^\s*(?:[^\n{}]{0,40}:\s*)?\{[\w-]+\}\s*$/.test(block)) + 1;
  if (input === 0 || input === blocks.length) {
    const flows = !preamble.includes('\n') && !/\{[\w-]+\}\s*$/.test(preamble) && sentences.length <= 5;
    return flows
      ? `${/[.!?:]\s*$/.test(preamble) ? preamble.trimEnd() : `${preamble.trimEnd()}.`} ${rules}`
      : `${preamble.trimEnd()}\n\n${rules}`;
  }
  return [...blocks.slice(0, input), rules, ...blocks.slice(input)].join('\n\n');
}

function withoutRepeats(principles: readonly string[]): readonly string[] {
  return principles.filter(
    (text, index) => principles.findIndex((other) => sameWords(other) === sameWords(text)) === index,
  );
}

function sameWords(text: string): string {
  return ` ${wordsOf(text).join(' ').toLowerCase()} `;
}

function keepsVariables(before: string, after: string): boolean {
  return parseTemplate(before).variables.every((name) => parseTemplate(after).variables.includes(name));
}

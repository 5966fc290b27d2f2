import { asSentence, wordsOf } from '../../core/adherence/english';
import { subjectsOf } from '../../core/adherence/rules';
import type { FoldSubject, UpdateSubject } from '../../core/instructions/task';
import { contradiction } from '../../core/prompt/find-conflicts';
import { escapeTemplate } from '../../core/prompt/template';
import { foldInPlace } from './fold-in-place';
import { toPrinciple } from './principle';
import { remarkSentences } from './wording';

/**
 * Rewrites the preamble so that it carries the principles: in place where one changes an amount, a length or a format that it states,
 * else as sentences after it.
 */
export function foldPrinciples({ preamble, principles }: Pick<FoldSubject, 'preamble' | 'principles'>): string {
  let carried = preamble;
  const added: string[] = [];
  const plain = (text: string): string => ` ${wordsOf(text).join(' ').toLowerCase()} `;
  for (const text of principles.flatMap(sentencesToFold)) {
    if ([carried, ...added].some((said) => plain(said).includes(plain(text)))) continue;
    const inPlace = foldInPlace(carried, text);
    carried = inPlace === null ? withoutContrary(carried, text) : inPlace.preamble;
    const left = inPlace === null ? text : inPlace.left;
    if (left !== null) added.push(left);
  }
  return added.length === 0 ? carried : placed(carried, added);
}

/** A principle of several sentences goes in sentence by sentence, one that quotes or spans lines as it is. */
function sentencesToFold(principle: string): readonly string[] {
  const isPlain = !/["\n“]/.test(principle);
  return (isPlain ? remarkSentences(principle) : [principle]).map(asSentence);
}

/** Changes the one instruction that the feedback is about, or adds it. */
export function updatePrompt(subject: UpdateSubject): string {
  return foldPrinciples({ preamble: subject.preamble, principles: [toPrinciple(subject)] });
}

/** A sentence that says the opposite goes; one with a variable or with a second demand stays, and the later sentence wins. */
function withoutContrary(preamble: string, text: string): string {
  // Every piece fits, ended or not, so that no character is looked at twice.
  return preamble.replace(/[^.!?\n]+([.!?]*)([ \t]*)/g, (sentence, mark: string, gap: string, at: number) => {
    const next = preamble.charAt(at + sentence.length);
    if (mark === '' || (gap === '' && next !== '' && next !== '\n')) return sentence;
    const [subject, ...others] = subjectsOf(sentence);
    if (subject === undefined || others.length > 0 || /[{}]/.test(sentence)) return sentence;
    return subjectsOf(text).includes(subject) || contradiction(sentence, text) !== null ? '' : sentence;
  });
}

/** After the instruction; before the input where the preamble ends with blocks that only hold input. */
function placed(preamble: string, sentences: readonly string[]): string {
  const isLong = sentences.length > 5;
  const rules = escapeTemplate(isLong ? sentences.map((sentence) => `- ${sentence}`).join('\n') : sentences.join(' '));
  const blocks = preamble.split(/\n[ \t]*\n/);
  const input = blocks.findLastIndex((block) => !/^(?:[^\n{}]{0,40}:)?\s*\{[\w-]+\}$/.test(block.trim())) + 1;
  if (input > 0 && input < blocks.length) return blocks.toSpliced(input, 0, rules).join('\n\n');
  const flows = !isLong && !preamble.includes('\n') && /[.!?]\s*$/.test(preamble);
  return `${preamble.trimEnd()}${flows ? ' ' : '\n\n'}${rules}`.trimStart();
}

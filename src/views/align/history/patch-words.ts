import type { Principle } from '../../../core/constitution/principle';
import type { PromptPatch } from '../../../core/prompt/revision';
import { countedPrinciples } from '../principles/number-words';

/** What a revision changed, in a line or two. Quick: it is asked for with every keystroke. */
export function patchWords({ preamble, principles }: PromptPatch): string {
  const parts = [
    ...(preamble === undefined ? [] : [preambleWords(preamble)]),
    ...(principles === undefined ? [] : principleWords(principles)),
  ];
  return parts.length === 0 ? 'The texts stay as they were.' : parts.join(' ');
}

function preambleWords(texts: { readonly before: string; readonly after: string }): string {
  const { before, after } = differingParts(texts);
  const [was, is] = [words(before), words(after)];
  const shared = Math.min(was.length, is.length);
  let start = 0;
  while (start < shared && was[start] === is[start]) start += 1;
  let end = 0;
  while (end < shared - start && was.at(-1 - end) === is.at(-1 - end)) end += 1;
  const [removed, added] = [was.length - start - end, is.length - start - end];
  if (removed === 0 && added === 0) return 'Prompt: spaces and line breaks only.';
  if (removed === 0) return `Prompt: ${counted(added)} added.`;
  if (added === 0) return `Prompt: ${counted(removed)} removed.`;
  return `Prompt: ${counted(removed)} replaced by ${added}.`;
}

/** Without the whole words that both begin and end with: a key in a text of 200,000 letters does not take all of its words apart. */
function differingParts({ before, after }: { readonly before: string; readonly after: string }) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  while (start > 0 && !isSpace(before.charAt(start - 1))) start -= 1;
  let end = 0;
  const [last, lastAfter] = [before.length - 1, after.length - 1];
  while (end < shorter - start && before.charCodeAt(last - end) === after.charCodeAt(lastAfter - end)) end += 1;
  while (end > 0 && !isSpace(before.charAt(before.length - end))) end -= 1;
  return { before: before.slice(start, before.length - end), after: after.slice(start, after.length - end) };
}

function isSpace(letter: string): boolean {
  return letter.trim() === '';
}

function principleWords({
  before,
  after,
}: {
  readonly before: readonly Principle[];
  readonly after: readonly Principle[];
}): readonly string[] {
  const was = new Map(before.map((principle) => [principle.id, principle]));
  const is = new Set(after.map(({ id }) => id));
  const added = after.filter(({ id }) => !was.has(id));
  const gone = before.filter(({ id }) => !is.has(id));
  const reworded = after.filter(({ id, text }) => was.has(id) && was.get(id)?.text !== text);
  const turned = after.filter(({ id, status, text }) => {
    const earlier = was.get(id);
    return earlier !== undefined && earlier.text === text && earlier.status !== status;
  });
  const changes = [
    ...phrase('Added', added),
    ...phrase('Deleted', gone),
    ...phrase('Now', reworded),
    ...turnedWords(turned),
  ];
  return changes.length === 0 ? ['Another order of the principles.'] : changes;
}

function phrase(verb: string, principles: readonly Principle[]): readonly string[] {
  const [first] = principles;
  if (first === undefined) return [];
  if (principles.length > 1) return [`${verb === 'Now' ? 'Reworded' : verb} ${countedPrinciples(principles.length)}.`];
  return [`${verb}: “${clipped(first.text)}”`];
}

function turnedWords(principles: readonly Principle[]): readonly string[] {
  const names = { on: 'on', off: 'off', folded: 'folded into the prompt' } as const;
  return (['on', 'off', 'folded'] as const).flatMap((status) => {
    const count = principles.filter((principle) => principle.status === status).length;
    return count === 0 ? [] : [`${countedPrinciples(count)} ${names[status]}.`];
  });
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter(Boolean);
}

function counted(count: number): string {
  return count === 1 ? '1 word' : `${count} words`;
}

const longest = 90;

function clipped(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest).trimEnd()}…`;
}

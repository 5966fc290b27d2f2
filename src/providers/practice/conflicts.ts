import { asSentence, uncapitalise } from '../../core/adherence/english';
import { readCondition } from '../../core/constitution/read-condition';
import type { ConflictsSubject, MergeSubject } from '../../core/instructions/task';
import { contradiction, duplicateLikeness, likeness } from '../../core/prompt/find-conflicts';
import { withoutEnd } from '../../core/text-ends';

/** The principles that contradict the new one, as far as the rules can tell. */
export function findConflicts({ principles, n }: ConflictsSubject) {
  const own = principles[n - 1] ?? '';
  return principles.flatMap((text, index) => {
    const why = index === n - 1 ? null : contradiction(own, text);
    return why === null ? [] : [{ principle: index + 1, why }];
  });
}

/** One principle of two: of two that repeat each other the longer one, else both, the one with a condition as the exception. */
export function mergePrinciples({ principles: [older, newer] }: MergeSubject) {
  const text = merged(older, newer);
  const { scope, trigger } = readCondition(text) ?? { scope: 'always', trigger: '' };
  return { scope, trigger, text };
}

function merged(older: string, newer: string): string {
  if (contradiction(older, newer) === null && likeness(older, newer) >= duplicateLikeness)
    return asSentence(newer.length >= older.length ? newer : older);
  const [rule, exception] = readCondition(older) === undefined ? [older, newer] : [newer, older];
  if (readCondition(exception) !== undefined && readCondition(rule) === undefined)
    return asSentence(`${withoutEnd(rule.trim(), '.')}, but ${uncapitalise(exception)}`);
  return asSentence(`${withoutEnd(newer.trim(), '.')}; apart from that, ${uncapitalise(older)}`);
}

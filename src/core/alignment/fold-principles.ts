import { foldPrinciplesInstruction } from '../instructions/fold-principles';
import { parseTemplate } from '../prompt/template';
import type { Result } from '../result';
import { type AskDeps, ask, type UnreadableReply } from './ask';
import type { FoldPlan } from './fold-plan';
import { type ChangedVariables, keepsVariables } from './variable-check';

/** A preamble that carries the principles, its variables checked by us. */
export async function foldPrinciples(
  { startedFrom, principles }: FoldPlan,
  deps: AskDeps,
): Promise<Result<string, UnreadableReply | ChangedVariables>> {
  const subject = {
    preamble: startedFrom,
    variables: parseTemplate(startedFrom).variables,
    principles: principles.map(({ text }) => text),
  };
  const reply = await ask(foldPrinciplesInstruction, subject, deps);
  return reply.ok ? keepsVariables(startedFrom, reply.value) : reply;
}

import type { Feedback } from '../constitution/feedback';
import type { Mutation } from '../constitution/mutation';
import type { Principle } from '../constitution/principle';
import { sentMaterial } from '../conversation/compose';
import type { Turn } from '../conversation/turn';
import { type NumberedMutation, proposeMutationInstruction } from '../instructions/propose-mutation';
import type { MutationSubject } from '../instructions/task';
import { sentPrinciples } from '../prompt/compose';
import type { PromptDocument } from '../prompt/prompt-document';
import { ok, type Result } from '../result';
import { type AskDeps, ask, type UnreadableReply } from './ask';

interface Proposal {
  readonly document: PromptDocument;
  /** From the root to the turn whose response it is about; empty when that is gone. */
  readonly path: readonly Turn[];
  readonly response: string;
  readonly feedback: Feedback;
  readonly reword?: NonNullable<MutationSubject['reword']>;
}

/** Feedback → one change of the principles that are on, in one call. It speaks of ids, so that it can be seen to be outdated. */
export async function proposeMutation(
  { document, path, response, feedback, reword }: Proposal,
  deps: AskDeps,
): Promise<Result<Mutation, UnreadableReply>> {
  const sent = sentPrinciples(document.principles);
  const subject: MutationSubject = {
    preamble: document.preamble,
    principles: sent.map(({ text }, index) => ({ n: index + 1, text })),
    ...sentMaterial(path),
    response,
    feedback,
    ...(reword === undefined ? {} : { reword }),
  };
  const reply = await ask(proposeMutationInstruction, subject, deps);
  return reply.ok ? ok(withId(reply.value, sent)) : reply;
}

function withId(mutation: NumberedMutation, sent: readonly Principle[]): Mutation {
  if (mutation.action === 'add') return { kind: 'add', text: mutation.text };
  const id = sent[mutation.n - 1]?.id;
  if (id === undefined) throw new Error(`Expected a number from 1 to ${sent.length}, got ${mutation.n}.`);
  return mutation.action === 'edit' ? { kind: 'edit', id, text: mutation.text } : { kind: 'delete', id };
}

import { heldCondition } from '../constitution/condition';
import type { Feedback } from '../constitution/feedback';
import type { Mutation } from '../constitution/mutation';
import type { Principle } from '../constitution/principle';
import { sentMaterial } from '../conversation/compose';
import type { Turn } from '../conversation/turn';
import { proposeChatMutationInstruction } from '../instructions/propose-chat-mutation';
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

export interface ProposedMutation {
  readonly mutation: Mutation;
  /** Of the alignment model; absent where it was not asked for one, or gave none. */
  readonly reason?: string;
}

/** Feedback → one change of the principles that are on, in one call. It speaks of ids, so that it can be seen to be outdated. */
export async function proposeMutation(
  { document, path, response, feedback, reword }: Proposal,
  deps: AskDeps,
): Promise<Result<ProposedMutation, UnreadableReply>> {
  const sent = sentPrinciples(document.principles);
  const subject: MutationSubject = {
    preamble: document.preamble,
    principles: sent.map(({ text }, index) => ({ n: index + 1, text })),
    ...sentMaterial(path),
    response,
    feedback,
    ...(reword === undefined ? {} : { reword }),
  };
  if (subject.conversation === undefined) {
    const reply = await ask(proposeMutationInstruction, subject, deps);
    return reply.ok ? ok({ mutation: keepingCondition(withId(reply.value, sent), sent) }) : reply;
  }
  const reply = await ask(proposeChatMutationInstruction, subject, deps);
  if (!reply.ok) return reply;
  const { mutation, reason } = reply.value;
  return ok({ mutation: withId(mutation, sent), ...(reason === '' ? {} : { reason }) });
}

/** A prompt that is run by itself knows no turns: a principle from a conversation holds when it did. */
function keepingCondition(mutation: Mutation, sent: readonly Principle[]): Mutation {
  if (mutation.kind !== 'edit') return mutation;
  const when = heldCondition(mutation.text, sent.find(({ id }) => id === mutation.id)?.when);
  return when === undefined ? mutation : { ...mutation, when };
}

function withId(mutation: NumberedMutation, sent: readonly Principle[]): Mutation {
  if (mutation.action === 'add') {
    const { text, when } = mutation;
    return { kind: 'add', text, ...(when === undefined ? {} : { when }) };
  }
  const { n } = mutation;
  const id = sent[n - 1]?.id;
  if (id === undefined) throw new Error(`Expected a number from 1 to ${sent.length}, got ${n}.`);
  if (mutation.action === 'delete') return { kind: 'delete', id };
  const { text, when } = mutation;
  return { kind: 'edit', id, text, ...(when === undefined ? {} : { when }) };
}

import type { Constitution, Principle } from '../constitution/principle';
import { type Candidate, isFixedReply } from '../conversation/candidate';
import { type Chat, currentConversation, type Retry } from '../conversation/chat';
import type { Turn } from '../conversation/turn';

/** What can be tried: the response that feedback was about, and the principle that came of it. */
export type RetryOffer = Pick<Retry, 'principleId' | 'before'>;

/** By the id of the turn that feedback was about: the principle of today that came of it last. */
export function retryOffers(constitution: Constitution): ReadonlyMap<string, RetryOffer> {
  const offers = new Map<string, RetryOffer & { readonly at: string }>();
  for (const { id, status, sources } of constitution) {
    if (status !== 'on') continue;
    for (const source of sources) {
      if (source.by !== 'feedback') continue;
      const { at, run } = source;
      if ((offers.get(run.id)?.at ?? '') > at) continue;
      offers.set(run.id, { at, principleId: id, before: { turnId: run.id, candidateId: run.candidateId } });
    }
  }
  return offers;
}

/** What can be tried of a principle that has just come; null where it came of no feedback. */
export function retryOfPrinciple({ id, sources }: Principle): RetryOffer | null {
  const latest = sources.at(-1);
  if (latest?.by !== 'feedback') return null;
  const { run } = latest;
  return { principleId: id, before: { turnId: run.id, candidateId: run.candidateId } };
}

/** A turn of a conversation that a model answered. */
export function isRetriable({ input, candidates }: Turn): boolean {
  return input.message !== null && !candidates.some(isFixedReply);
}

/** Whether the turn was answered again, beside it, under this version of the prompt; or was so from the first. */
export function isAnsweredUnder(turns: readonly Turn[], { id, parentId, input }: Turn, head: string | null): boolean {
  return turns.some(
    (turn) =>
      turn.revisionId === head &&
      (turn.id === id ||
        (parentId !== null && turn.parentId === parentId && turn.input.message?.text === input.message?.text)),
  );
}

export interface ShownRetry {
  readonly retry: Retry;
  /** The response that the feedback was about. */
  readonly before: Candidate;
  readonly after: Turn;
}

/** The comparison that waits for a decision: while the new turn is what the conversation ends with, and nothing was said after it. */
export function shownRetry({
  turns,
  chat,
}: {
  readonly turns: readonly Turn[];
  readonly chat: Chat;
}): ShownRetry | null {
  const { retry } = chat;
  if (retry === undefined || currentConversation(chat)?.leafId !== retry.turnId) return null;
  const after = turns.find(({ id }) => id === retry.turnId);
  const old = turns.find(({ id }) => id === retry.before.turnId);
  const before = old?.candidates.find(({ id }) => id === retry.before.candidateId);
  if (after === undefined || before === undefined) return null;
  return turns.some(({ parentId }) => parentId === after.id) ? null : { retry, before, after };
}

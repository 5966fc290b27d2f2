import { type Estimate, estimateWork } from '../calls/estimate';
import { estimateTokens } from '../calls/estimate-tokens';
import type { CallLimits } from '../calls/limits';
import type { ModelRef } from '../model/model-ref';
import { rowOf } from '../model/provider-table';
import { mostMessages } from './replay-steps';
import type { UserScript } from './scripts';

interface ReplayPlan {
  readonly user: UserScript;
  /** One, or two that are told the same. */
  readonly bots: readonly { readonly system: string; readonly model: ModelRef }[];
  /** A fixed opening; null where each bot writes its own. */
  readonly opening: string | null;
  /** Plays the user. */
  readonly player: ModelRef;
  readonly limits: CallLimits;
}

/** What a replay takes at most, before its first call: every turn reads what was said before it, and waits for it. */
export function estimateReplay({ user, bots, opening, player, limits }: ReplayPlan): Estimate {
  const messages = messageTokens(user);
  const opened = opening === null ? replyTokens : estimateTokens(opening);
  const played = user.kind === 'played' ? user.turns : 0;
  const kinds = bots.map(({ system, model }) => {
    const base = estimateTokens(system);
    const calls = messages.length + (opening === null ? 1 : 0);
    const turns = messages.map((_, n) => base + saidBefore(messages, n + 1, opened) + replyTokens);
    return kindOf(model, calls, sum(turns) + (opening === null ? base + replyTokens : 0));
  });
  const asked = messages.map(
    (message, n) => instructionTokens + describedTokens(user) + saidBefore(messages, n, opened) + replyTokens + message,
  );
  const all = played === 0 ? kinds : [...kinds, kindOf(player, played, sum(asked))];
  return estimateWork({ kinds: all, limits, leastSeconds: sum(all.map(({ calls, seconds }) => calls * seconds)) });
}

/** A paragraph, and a message of a played user. */
const replyTokens = 90;
const playedTokens = 30;
/** Of the instruction by which a user is played. */
const instructionTokens = 330;

function kindOf(model: ModelRef, calls: number, tokens: number) {
  return { calls, tokens: tokens / Math.max(1, calls), model, seconds: rowOf(model.provider).seconds.long };
}

function messageTokens(user: UserScript): readonly number[] {
  if (user.kind === 'fixed') return user.messages.map(estimateTokens);
  return Array.from({ length: mostMessages(user) }, () => playedTokens);
}

function describedTokens(user: UserScript): number {
  return user.kind === 'fixed' ? 0 : estimateTokens(user.who) + estimateTokens(user.wants);
}

/** The opening, and so many messages with the replies between them. */
function saidBefore(messages: readonly number[], count: number, opened: number): number {
  return opened + sum(messages.slice(0, count)) + Math.max(0, count - 1) * replyTokens;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

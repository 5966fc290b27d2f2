import { type ModelPrompt, promptText } from '../model/model-prompt';
import { type ModelRef, staysOnDevice } from '../model/model-ref';
import { rowOf } from '../model/provider-table';
import { estimateTokens } from './estimate-tokens';
import type { CallLimits } from './limits';

/** What work would cost, before the first call of it is paid. */
export interface Estimate {
  readonly calls: number;
  /** Prompts and replies together. */
  readonly tokens: number;
  readonly seconds: number;
  /**
   * Share of the requests that a service lets through in a day, by its limit per minute, and so never too high: what a key may ask in a
   * day besides is said by no service before it refuses. Absent where all models are on this device.
   */
  readonly dayShare?: number;
}

/** Calls of one kind: how many there will likely be, and what one of them is on average. */
export interface CallKind {
  readonly calls: number;
  /** Of a prompt with its reply. */
  readonly tokens: number;
  readonly model: ModelRef;
  /** Until the reply is there. */
  readonly seconds: number;
}

export interface PlannedWork {
  readonly kinds: readonly CallKind[];
  readonly limits: CallLimits;
  /** What it takes however many calls run at a time, since some wait for others. */
  readonly leastSeconds?: number;
  readonly callBudget?: number | null;
}

export function estimateWork({ kinds, limits, leastSeconds = 0, callBudget = null }: PlannedWork): Estimate {
  const likely = total(kinds, () => 1);
  const calls = Math.round(Math.min(likely, callBudget ?? likely));
  const share = likely === 0 ? 0 : calls / likely;
  const ofServices = kinds.filter(({ model }) => !staysOnDevice(model));
  // What is on this device answers as fast as it can.
  const minutes = total(ofServices, () => 1) / limits.requestsPerMinute;
  const inParallel = total(kinds, ({ model, seconds }) => seconds / placesOf(model, limits));
  return {
    calls,
    tokens: Math.round(share * total(kinds, ({ tokens }) => tokens)),
    seconds: Math.ceil(share * Math.max(inParallel, leastSeconds, minutes * 60)),
    ...(ofServices.length > 0 && { dayShare: (share * minutes) / minutesOfDay }),
  };
}

const minutesOfDay = 24 * 60;

/** Tokens of a call on average, by some of the prompts that will be sent and what is likely said to them. */
export function tokensOfCalls(
  samples: readonly { readonly prompt: ModelPrompt; readonly replyTokens: number }[],
): number {
  const sum = samples.reduce(
    (sum, { prompt, replyTokens }) => sum + estimateTokens(promptText(prompt)) + replyTokens,
    0,
  );
  return sum / Math.max(1, samples.length);
}

/** Over all calls. */
function total(kinds: readonly CallKind[], ofOne: (kind: CallKind) => number): number {
  return kinds.reduce((sum, kind) => sum + kind.calls * ofOne(kind), 0);
}

/** Calls at a time. */
function placesOf({ provider }: ModelRef, { parallelRequests }: CallLimits): number {
  return rowOf(provider).atOnce === 'one' ? 1 : parallelRequests;
}

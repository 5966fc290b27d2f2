import type { ModelErrorKind } from '../model/model-error';

/**
 * What a failed call means for a run.
 * - `pause`: no other call would fare better, so the run waits until the author has seen to it, and asks again;
 * - `outcome`: this prompt has no answer, now or later; it was paid for and is kept;
 * - `passing`: trouble that outlasted all retries and may be over for the next call.
 */
export type FailureMeaning =
  | { readonly meaning: 'pause' }
  | { readonly meaning: 'outcome'; readonly outcome: 'blocked' | 'empty' | 'unread' }
  | { readonly meaning: 'passing' };

export function meaningOf(kind: ModelErrorKind): FailureMeaning {
  switch (kind) {
    case 'no-key':
    case 'bad-key':
    case 'unknown-model':
    case 'bad-request':
    case 'rate-limited-day':
    case 'no-credit':
    case 'unsupported-region':
    case 'unknown-format':
    case 'over-budget':
    case 'unreachable':
    case 'no-model':
    case 'device':
    case 'private':
    case 'interrupted':
      return { meaning: 'pause' };
    case 'prompt-blocked':
    case 'answer-blocked':
      return { meaning: 'outcome', outcome: 'blocked' };
    case 'empty':
    case 'token-limit':
    // This row with these rules will never fit, and a shorter one may: a pause would keep all rows from being read.
    case 'too-long':
      return { meaning: 'outcome', outcome: 'empty' };
    case 'unreadable':
      return { meaning: 'outcome', outcome: 'unread' };
    case 'unavailable':
    case 'rate-limited-minute':
    case 'internal':
      return { meaning: 'passing' };
  }
}

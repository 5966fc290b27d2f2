import type { ModelPrompt } from '../core/model/model-prompt';
import type { Usage } from '../core/model/reply';

/**
 * Lets one request to a service through the policy of the session: it asks the budget, waits for its place, is tried again, and counts. A
 * provider that makes several for one answer sends each through it. Throws what `ask` throws, or ModelError where policy stops it, or the
 * signal's reason.
 */
export type EachRequest = <T>(request: SingleRequest<T>, signal: AbortSignal) => Promise<T>;

export interface SingleRequest<T> {
  /** What it makes the model read, by which its cost is estimated before it is sent. */
  readonly prompt: ModelPrompt;
  /** Tokens that it may make the model write; whole number from 0. */
  readonly outputTokens: number;
  /** One try: its signal also ends when the try is given up. */
  ask(signal: AbortSignal): Promise<CountedAnswer<T>>;
}

interface CountedAnswer<T> {
  readonly answer: T;
  /** Of this request alone. */
  readonly usage: Usage;
}

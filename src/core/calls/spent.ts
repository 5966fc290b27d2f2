/** Over all lives of a run: what its journal answers after a reload was paid once, and counts once. */
export interface CallsSpent {
  readonly calls: number;
  readonly inputTokens: number;
  /** With thoughts. */
  readonly outputTokens: number;
  /** Those of `outputTokens` that went into thinking; absent: none. */
  readonly thoughtTokens?: number;
  /** Some services did not count, and we did; absent: all counted. */
  readonly estimated?: true;
  /** Answers that cost nothing: predictions that were known, and calls that another run had paid for. */
  readonly reused: number;
}

export const nothingCalled: CallsSpent = { calls: 0, inputTokens: 0, outputTokens: 0, reused: 0 };

export interface Fault {
  /** A `ModelErrorKind`, or `unreadable-reply`. */
  readonly kind: string;
  readonly count: number;
  /** The latest one's message. */
  readonly message: string;
}

import type { Compared, Judgement, Made, MadeText, Outcome, Round } from './made-row';

/** What came of two answers. */
export interface Decision {
  readonly outcome: Extract<
    Outcome,
    'first-wins' | 'second-wins' | 'brought-in' | 'tie' | 'flipped' | 'identical' | 'unreadable'
  >;
  /**
   * That the first answer is better, 0 to 1: the mean of the judges' probabilities over both orders, or the share of votes where one of them
   * gives none. Null where nobody's choice could be read.
   */
  readonly score: number | null;
}

export function outcomeOf(made: Made | null): Outcome {
  if (made === null) return 'under-way';
  switch (made.kind) {
    case 'improved':
      return lastRevision(made.rounds) === null ? 'nothing-to-improve' : 'revised';
    case 'compared':
      return decisionOf(made).outcome;
    case 'failed':
      return 'failed';
  }
}

/**
 * Of several judges the one decision that most of them came to; a judge who picks differently in the two orders has decided nothing. As
 * many for the one answer as for the other are a tie.
 */
export function decisionOf({ isIdentical, isBroughtIn, judgements }: Compared): Decision {
  if (isBroughtIn) return { outcome: 'brought-in', score: null };
  if (isIdentical) return { outcome: 'identical', score: null };
  return { outcome: mostFrequent(judgements.map(agreementOf)), score: scoreOf(judgements) };
}

/** One judge's decision: what both orders agree on. */
export type Agreement = 'first' | 'second' | 'tie' | 'flipped' | 'unreadable';

export function agreementOf({ forward, backward }: Judgement): Agreement {
  if (forward.picks === 'unreadable' || backward.picks === 'unreadable') return 'unreadable';
  return forward.picks === backward.picks ? forward.picks : 'flipped';
}

/** Null where nothing was to be improved in the first answer. */
export function lastRevision(rounds: readonly Round[]): MadeText | null {
  return rounds.findLast(({ revision }) => revision !== null)?.revision ?? null;
}

const outcomeOfAgreement = {
  first: 'first-wins',
  second: 'second-wins',
  tie: 'tie',
  flipped: 'flipped',
  unreadable: 'unreadable',
} as const satisfies Record<Agreement, Decision['outcome']>;

function mostFrequent(agreements: readonly Agreement[]): Decision['outcome'] {
  const counts = { first: 0, second: 0, tie: 0, flipped: 0, unreadable: 0 };
  for (const agreement of agreements) counts[agreement] += 1;
  const most = Math.max(...Object.values(counts));
  if (most === 0) return 'unreadable';
  if (counts.first === most && counts.second === most) return 'tie';
  // What decides nothing comes first: a winner has more judges than any of these.
  const order: readonly Agreement[] = ['flipped', 'tie', 'unreadable', 'first', 'second'];
  return outcomeOfAgreement[order.find((agreement) => counts[agreement] === most) ?? 'unreadable'];
}

const votes = { first: 1, tie: 0.5, second: 0 } as const;

function scoreOf(judgements: readonly Judgement[]): number | null {
  const verdicts = judgements
    .filter((judgement) => agreementOf(judgement) !== 'unreadable')
    .flatMap(({ forward, backward }) => [forward, backward]);
  if (verdicts.length === 0) return null;
  const probabilities = verdicts.flatMap(({ probability }) => probability ?? []);
  const values =
    probabilities.length === verdicts.length
      ? probabilities
      : verdicts.map(({ picks }) => (picks === 'unreadable' ? 0.5 : votes[picks]));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

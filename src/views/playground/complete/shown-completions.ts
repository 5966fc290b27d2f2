import type { CompleteRun, Completion } from '../../../core/playground/playground-work';

/** Those that are shown: streams that were passed over are not. */
export function shownCompletions({ completions }: CompleteRun): readonly Completion[] {
  return completions.filter(({ outcome }) => outcome.status !== 'done' || outcome.passedOver !== true);
}

/** Whether log-probabilities of tokens came, or may come. */
export function hasTokens({ completions }: CompleteRun): boolean {
  return completions.some(({ outcome, sampling }) =>
    outcome.status === 'done' ? outcome.meanLogprob !== null : sampling.logprobs !== undefined,
  );
}

/** The other one of a comparison: of the other model or settings, in the same place. */
export function comparedWith(run: CompleteRun, { n, from }: Completion): Completion | undefined {
  if (run.setup.compare === null || from !== null) return undefined;
  const begun = run.completions.filter((completion) => completion.from === null);
  const half = begun.length / 2;
  const place = begun.findIndex((completion) => completion.n === n);
  return begun[place < half ? place + half : place - half];
}

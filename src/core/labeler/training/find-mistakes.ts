import type { TrainingExample } from '../../dataset/example';
import type { Prediction } from '../prediction/prediction';
import type { Rulebook } from '../rules/rulebook';
import type { Mistake } from '../run/labeler-run';
import type { LabelerDeps } from './labeler-training';

export interface MistakeSearch {
  readonly rulebook: Rulebook;
  readonly checkpointId: string;
  /** In the order in which they are read; one round at most. */
  readonly rows: readonly TrainingExample[];
  /** How many mistakes to find; whole number from 1. */
  readonly wanted: number;
  /** Share of rows that it likely misreads, for how many rows to read at once; null: unknown. */
  readonly errorRate: number | null;
  readonly examplesPerCall: number;
}

export interface MistakesFound {
  /** As many as were wanted, each as soon as it is certain; null: there are no more. */
  readonly mistakes: readonly Promise<FoundMistake | null>[];
  readonly summary: Promise<SearchSummary>;
}

export interface FoundMistake {
  readonly mistake: Mistake;
  /** Rows up to it. */
  readonly read: number;
}

export interface SearchSummary {
  /** Rows up to the last mistake, or all of them; and those without a readable answer among these. */
  readonly read: number;
  readonly unread: number;
}

/**
 * Looks for the first rows, in their order, that a rulebook misreads. Rows are read side by side, a window after the other, each as
 * large as will likely do; which mistakes are found does not depend on which answer comes first. A row without a readable answer is
 * none: there is no wrong label to learn from.
 */
export function findMistakes(search: MistakeSearch, deps: LabelerDeps): MistakesFound {
  const slots = Array.from({ length: search.wanted }, () => deferred<FoundMistake | null>());
  const summary = read(search, deps, (found, index) => slots[index]?.resolve(found));
  summary.then(
    () => settle(slots, ({ resolve }) => resolve(null)),
    (error) => settle(slots, ({ reject }) => reject(error)),
  );
  return { mistakes: slots.map(({ promise }) => promise), summary };
}

async function read(
  search: MistakeSearch,
  { predictor, concurrency }: LabelerDeps,
  onMistake: (found: FoundMistake, index: number) => void,
): Promise<SearchSummary> {
  const { rulebook, rows, wanted } = search;
  let found = 0;
  let unread = 0;
  let next = 0;
  while (next < rows.length) {
    const window = rows.slice(next, next + windowSize(search, wanted - found, concurrency));
    const predictions = predictor.predict(rulebook, window);
    for (const [index, row] of window.entries()) {
      const prediction = await predictions[index];
      next += 1;
      if (prediction === undefined || prediction.label === null) unread += 1;
      else if (prediction.label !== row.label) {
        onMistake({ mistake: mistakeOf(row, prediction, prediction.label, search), read: next }, found);
        found += 1;
        if (found === wanted) return { read: next, unread };
      }
    }
  }
  return { read: next, unread };
}

/** A quarter more than it takes on average, in whole calls, and no more than can be read at once. */
function windowSize({ errorRate, examplesPerCall }: MistakeSearch, missing: number, concurrency: number): number {
  const likely = Math.ceil((1.25 * missing) / Math.max(errorRate ?? unknownRate, leastRate));
  const calls = Math.ceil(likely / examplesPerCall);
  return Math.min(calls, Math.max(1, concurrency)) * examplesPerCall;
}

const unknownRate = 0.25;
const leastRate = 0.02;

function mistakeOf(
  { row, id, fields, label }: TrainingExample,
  { ruleId }: Prediction,
  predicted: string,
  { checkpointId }: MistakeSearch,
): Mistake {
  const mistake = { row, exampleId: id, fields, golden: label, predicted, checkpointId, diagnosis: '' };
  return ruleId === undefined ? mistake : { ...mistake, ruleId };
}

function settle<T>(slots: readonly Deferred<T>[], how: (slot: Deferred<T>) => void): void {
  for (const slot of slots) how(slot);
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

function deferred<T>(): Deferred<T> {
  let settle: Pick<Deferred<T>, 'resolve' | 'reject'> | null = null;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // Whoever waits may have given up by then.
  promise.catch(() => undefined);
  if (settle === null) throw new Error('A promise runs its executor at once.');
  return { promise, ...(settle as Pick<Deferred<T>, 'resolve' | 'reject'>) }; // the compiler does not see the assignment
}

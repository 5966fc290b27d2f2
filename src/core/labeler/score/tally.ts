import type { Score } from '../run/hyperparameters';

/** A row that was read for a score. */
export interface Pair {
  readonly golden: string;
  /** Null: no readable answer. Anything that is not one of the labels counts as null. */
  readonly predicted: string | null;
}

/** Everything that a score depends on. Lists are in the order of the labels. */
export interface Tally {
  readonly rows: number;
  readonly correct: number;
  /** Rows of the label, rows read as it, and rows of which both is true. */
  readonly support: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
  readonly right: ArrayLike<number>;
}

export function tallyOf(pairs: readonly Pair[], labels: readonly string[]): Tally {
  const places = placesOf(labels);
  const support = labels.map(() => 0);
  const predicted = labels.map(() => 0);
  const right = labels.map(() => 0);
  let correct = 0;
  for (const pair of pairs) {
    const golden = places.get(pair.golden) ?? -1;
    const read = pair.predicted === null ? -1 : (places.get(pair.predicted) ?? -1);
    increase(support, golden);
    increase(predicted, read);
    if (read === -1 || read !== golden) continue;
    increase(right, read);
    correct += 1;
  }
  return { rows: pairs.length, correct, support, predicted, right };
}

/** From 0 to 1; 0 where there is nothing to divide by, as scikit-learn has it with `zero_division=0`. */
export function scoreTally(tally: Tally, score: Score, labels: readonly string[]): number {
  switch (score.kind) {
    case 'accuracy':
      return share(tally.correct, tally.rows);
    case 'macro-f1':
      return macroF1(tally);
    case 'label-f1': {
      const place = labels.indexOf(score.label);
      return place === -1 ? 0 : f1Of(tally, place);
    }
  }
}

/** Mean of the labels that have rows; 0 when none has. */
export function macroF1(tally: Tally): number {
  let sum = 0;
  let withRows = 0;
  for (let place = 0; place < tally.support.length; place++) {
    if (tally.support[place] === 0) continue;
    sum += f1Of(tally, place);
    withRows += 1;
  }
  return share(sum, withRows);
}

export function f1Of({ right, predicted, support }: Tally, place: number): number {
  return share(2 * (right[place] ?? 0), (predicted[place] ?? 0) + (support[place] ?? 0));
}

export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

export function placesOf(labels: readonly string[]): ReadonlyMap<string, number> {
  return new Map(labels.map((label, place) => [label, place]));
}

function increase(counts: number[], place: number): void {
  if (place !== -1) counts[place] = (counts[place] ?? 0) + 1;
}

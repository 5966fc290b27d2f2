import { describe, expect, it } from 'vitest';
import type { TrainingExample } from '../../dataset/example';
import type { Prediction } from '../prediction/prediction';
import { findMistakes } from './find-mistakes';
import type { LabelerDeps } from './labeler-training';

/** Rows whose golden label is `a`, and what they are read as; null: unread. */
function search(
  read: readonly (string | null)[],
  wanted: number,
  { concurrency = 4, errorRate = null as number | null } = {},
) {
  const rows = read.map(
    (_, index) => ({ id: `row-${index}`, row: index + 1, fields: [], label: 'a' }) as unknown as TrainingExample, // of a test's own making
  );
  const asked: string[] = [];
  const answers = new Map<string, (prediction: Prediction) => void>();
  const predict = (_rulebook: unknown, batch: readonly { readonly id: string }[]) =>
    batch.map(({ id }) => {
      asked.push(id);
      return new Promise<Prediction>((resolve) => answers.set(id, resolve));
    });
  // The search uses nothing else of them.
  const deps = { predictor: { predict }, concurrency } as unknown as LabelerDeps;
  const rulebook = { task: '', labels: [] };
  const found = findMistakes({ rulebook, checkpointId: 'c', rows, wanted, errorRate, examplesPerCall: 1 }, deps);
  const answer = async (index: number) => {
    const label = read[index] ?? null;
    answers.get(`row-${index}`)?.(label === null ? { label, outcome: 'unread' } : { label, outcome: 'read' });
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const mistakes = async () => (await Promise.all(found.mistakes)).map((each) => each?.mistake.exampleId ?? null);
  return { found, answer, asked, mistakes };
}

describe('looking for mistakes', () => {
  it('finds the first ones in the order of the rows, whichever answer comes first', async () => {
    const { answer, mistakes, found } = search(['a', 'b', 'b', 'b'], 2);
    for (const index of [3, 2, 0, 1]) await answer(index);
    expect(await mistakes()).toEqual(['row-1', 'row-2']);
    expect(await found.summary).toEqual({ read: 3, unread: 0 });
  });

  it('answers a mistake as soon as it is certain, before the rest of its window', async () => {
    const { answer, found } = search(['b', 'a', 'b', 'a'], 2);
    await answer(0);
    expect((await found.mistakes[0])?.mistake.exampleId).toBe('row-0');
  });

  it('takes no row for a mistake that was not read, and counts it', async () => {
    const { answer, mistakes, found } = search([null, 'b', null, 'a'], 2);
    for (const index of [0, 1, 2, 3]) await answer(index);
    expect(await mistakes()).toEqual(['row-1', null]);
    expect(await found.summary).toEqual({ read: 4, unread: 2 });
  });

  it('reads as many rows at once as will likely do, and no more than there are places', async () => {
    expect(search(Array(50).fill('a'), 1, { concurrency: 64, errorRate: 0.25 }).asked).toHaveLength(5);
    expect(search(Array(50).fill('a'), 3, { concurrency: 8, errorRate: 0.1 }).asked).toHaveLength(8);
    expect(search(Array(3).fill('a'), 3, { concurrency: 8, errorRate: 0.1 }).asked).toHaveLength(3);
  });

  it('goes on with the next window when one did not do', async () => {
    const { answer, asked, mistakes } = search(['a', 'a', 'a', 'b'], 1, { concurrency: 2 });
    for (const index of [0, 1]) await answer(index);
    expect(asked).toEqual(['row-0', 'row-1', 'row-2', 'row-3']);
    for (const index of [2, 3]) await answer(index);
    expect(await mistakes()).toEqual(['row-3']);
  });
});

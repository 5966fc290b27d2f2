import { describe, expect, it } from 'vitest';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import { trainingNews } from './training-news';

const activity = { kind: 'racing', labeler: 'single', step: 4, count: 2 } as const;
const finished = buildLabelerRun();
const training = buildLabelerRun({ status: { status: 'training', activity } });

describe('the news of a run', () => {
  it('are none for a run that was only opened', () => {
    expect(trainingNews(null, finished)).toBeNull();
    expect(trainingNews(finished, { ...finished, id: 'run-4' })).toBeNull();
  });

  it('are a step and its score, once', () => {
    expect(trainingNews(upTo(3), upTo(4))).toBe(`Step 4 of 12: macro F1 ${score(4)}.`);
    expect(trainingNews(upTo(4), { ...upTo(4), spent: finished.spent })).toBeNull();
  });

  it('say so when a step brought nothing better', () => {
    expect(trainingNews(upTo(2), upTo(3))).toMatch(/^Step 3 of 12: macro F1 0\.\d{3}, nothing better\.$/);
  });

  it('are the end, with its reason', () => {
    expect(trainingNews(training, finished)).toBe(
      'Training is finished. Ended early: 4 steps in a row brought nothing better.',
    );
  });

  it('leave a problem to its alert', () => {
    const error = { kind: 'bad-key', code: '403', message: 'No.', partialText: '' } as const;
    expect(trainingNews(training, { ...training, status: { status: 'paused', error } })).toBeNull();
    expect(trainingNews(training, { ...training, status: { status: 'paused' } })).toBe('Training is paused.');
  });
});

function upTo(step: number) {
  const labelers = training.labelers.map((each) => ({ ...each, steps: each.steps.slice(0, step + 1) }));
  return { ...training, labelers };
}

function score(step: number): string {
  const { checkpoints = [] } = training.labelers[0] ?? {};
  const value = (id: string) => checkpoints.find((each) => each.id === id)?.score?.value ?? Number.NaN;
  const [was, now] = [value(`c${step - 2}`), value(`c${step}`)];
  return `${now.toFixed(3)}, +${(now - was).toFixed(3)}`;
}

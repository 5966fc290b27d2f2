import { describe, expect, it } from 'vitest';
import { err } from '../../core/result';
import { lastRun, openTune, tuningOf } from '../../testing/open-tune';

const file = new File(['prompt,chosen,rejected\n'], 'dpo.csv');

describe('bringing in pairs', () => {
  it('makes a finished run of them, in a format of pairs, without a call', async () => {
    const { tune, state } = await openTune();

    await tune.bringPairs(file);

    expect(lastRun(state)).toMatchObject({
      n: 1,
      broughtIn: 'dpo.csv',
      status: { status: 'finished' },
      done: 1,
      total: 1,
      calls: 0,
    });
    expect(tuningOf(state).exported.format).toBe('trl-preference');
  });

  it('says by row number what was refused', async () => {
    const { tune, state } = await openTune();

    await tune.bringPairs(file);

    expect(state().notices.at(-1)).toMatchObject({
      title: 'dpo.csv: 1 pair brought in',
      details: ['Row 2: Chosen and rejected are equal.'],
    });
  });

  it('leaves everything as it is when the file is none of pairs', async () => {
    const problem = { kind: 'too-few-columns', title: 'This is no file of pairs.', message: 'Expected …' } as const;
    const { tune, state } = await openTune({ tuning: { bringPairs: async () => err(problem) } });

    await tune.bringPairs(file);

    expect(tuningOf(state).runs).toEqual([]);
    expect(state().notices.at(-1)).toMatchObject({ title: 'This is no file of pairs.', body: 'Expected …' });
  });

  it('does not heap up what it says of files that are brought in again and again', async () => {
    const { tune, state } = await openTune();
    const before = state().notices;

    for (const name of ['one.csv', 'two.csv', 'three.csv']) await tune.bringPairs(new File(['prompt\n'], name));

    expect(
      state()
        .notices.slice(before.length)
        .map(({ title }) => title),
    ).toEqual(['three.csv: 1 pair brought in']);
  });
});

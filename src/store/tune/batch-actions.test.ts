import { describe, expect, it } from 'vitest';
import { ok } from '../../core/result';
import { generated, lastRun, withPrompts } from '../../testing/open-tune';
import { through } from '../../testing/scripted-tuning';
import { turns } from '../../testing/turns';

const paused = [{ tells: [through(1)] }, { fails: new Error('no network') }] as const;

describe('a stage for the batch service', () => {
  it('is a file of the calls that come next, and nothing of it is sent from here', async () => {
    const { state, tune, called } = await withPrompts();
    const file = await tune.batchFile(null);
    expect(file.name).toBe('run-1-answer.jsonl');
    expect(lastRun(state)).toMatchObject({ status: { status: 'stopped' }, done: 0, total: 2 });
    expect(called('generate')).toEqual([]);
    await turns();
    expect(state().tune.table.page, 'nobody waits for rows').not.toBeNull();
    expect(called('batchFile')[0]?.given).toMatchObject({ run: { id: lastRun(state).id }, safety: {} });
  });

  it('that cannot be written is said, and given to nobody', async () => {
    const { state, tune } = await generated({
      lives: [paused],
      tuning: { batchFile: () => Promise.reject(new Error('Every call is answered.')) },
    });
    await expect(tune.batchFile(lastRun(state).id)).rejects.toThrow('Every call is answered.');
    expect(state().notices.at(-1)).toMatchObject({ title: 'The batch file could not be written' });
  });

  it('is read back as answers that the run finds when it goes on', async () => {
    const { state, tune, called } = await generated({ lives: [paused, [{ tells: [through(2)] }]] });
    await tune.importBatch(lastRun(state).id, new File(['{}'], 'results.jsonl'));
    expect(state().notices.at(-1)).toMatchObject({ title: '2 answers of “results.jsonl” were read', isDone: true });
    expect(called('generate')).toHaveLength(1);
    await tune.resume();
    expect(lastRun(state)).toMatchObject({ done: 2, status: { status: 'finished' } });
  });

  it('that has no answer to some calls says to which, and is no good news alone', async () => {
    const found = { answers: 3, failed: [{ row: 2, message: 'It was blocked.' }], unanswered: 1, unknown: 2 };
    const { state, tune } = await generated({ lives: [paused], tuning: { importBatch: async () => ok(found) } });
    await tune.importBatch(lastRun(state).id, new File(['{}'], 'results.jsonl'));
    expect(state().notices.at(-1)).toEqual({
      id: expect.anything(),
      about: 'batch',
      title: '3 answers of “results.jsonl” were read',
      body: expect.stringMatching(/^Resume goes on/),
      details: [
        'Row 2 failed: It was blocked.',
        '1 call has no line in it, and will be asked for again.',
        'Each of 2 lines belongs to no call that waits for an answer, and was passed over.',
      ],
    });
  });

  it('with a wrong line is refused by its number', async () => {
    const { state, tune } = await generated({ lives: [paused] });
    await tune.importBatch(lastRun(state).id, new File([''], 'results.jsonl'));
    expect(state().notices.at(-1)).toMatchObject({
      title: '“results.jsonl” was not imported',
      body: 'Line 1: expected an answer. Nothing was changed.',
    });
  });

  it('is not read into a run that another tab has in hand', async () => {
    const locks = new Set<string>();
    const { state, tune, called } = await generated({ lives: [paused], locks });
    locks.add(`tune/job/${lastRun(state).id}`);
    await tune.importBatch(lastRun(state).id, new File(['{}'], 'results.jsonl'));
    expect(called('importBatch')).toEqual([]);
    expect(state().notices.at(-1)?.title).toBe('This run goes on in another tab');
  });
});

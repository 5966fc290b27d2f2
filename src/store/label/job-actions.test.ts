import { describe, expect, it } from 'vitest';
import type { JobProgress } from '../../core/labeler/files/jobs';
import type { LabelJob } from '../../core/labeler/run/labeler-run';
import { csv, present, read, rulebook, trained, work } from '../../testing/open-label';
import { turns, until } from '../../testing/turns';

describe('new rows', () => {
  const inputs = [{ name: 'text', column: 'text' }];

  it('are classified one by one', async () => {
    const { state, label, calls } = await trained({ predict: () => read('ham') });
    await label.classify([{ name: 'text', text: 'Dear nephew' }]);
    expect(state().label.single).toEqual({ status: 'done', prediction: read('ham') });
    expect(calls('trainer.classify')[0]?.given).toMatchObject({
      rows: [{ fields: [{ name: 'text', text: 'Dear nephew' }] }],
    });
  });

  it('are handed to the Playground with every whole label text behind the row, for it to say which is likeliest', async () => {
    const { state, label, actions } = await trained();
    const texts = await label.labelTexts([{ name: 'text', text: 'Dear nephew' }]);
    const labels = rulebook.labels.map((each) => each.label);
    expect(texts?.completions).toEqual(labels);
    expect(texts?.prompt).toMatch(/Dear nephew[\s\S]*\nLabel: $/);
    if (texts === null) throw new Error('There are rules.');
    await actions.playground.openTexts(texts);
    const { playground } = state().project;
    expect(playground).toMatchObject({
      task: 'evaluate',
      prompt: { model: texts.model, parts: [{ type: 'text', text: texts.prompt }] },
      evaluate: { rank: { completions: labels.join('\n'), dataset: null } },
    });
  });

  it('are labeled as a file, with the rulebook on the screen, and its rows are shown a window at a time', async () => {
    const { state, label, clock, calls } = await trained({ jobs: [[{ tells: [done(4), done(10)] }]] });
    await label.chooseFile('rows', csv('new.csv'));
    await label.labelRows(inputs);
    await clock.pass();
    const [job] = work(state).jobs;
    expect(job).toMatchObject({ checkpointId: 'c0', inputs, done: 10, total: 10, status: { status: 'finished' } });
    expect(state().jobs.label.active).toBeNull();
    await label.showJobRows(job?.id ?? '', { from: 4, count: 2 });
    expect(Object.keys(state().jobs.label.rows[job?.id ?? ''] ?? {})).toEqual(['4', '5']);
    if (job === undefined) throw new Error('No job was made.');
    expect(await (await label.jobFile(job)).text()).toBe(`file of ${job.id}`);
    await label.removeJob(job?.id ?? '');
    expect(work(state).jobs).toEqual([]);
    expect(state().jobs.label.rows).toEqual({});
    expect(calls('jobs.remove').map(({ given }) => given)).toEqual([job?.id]);
  });

  it('go on after a reload, with the rulebook that the job began with', async () => {
    const first = await trained({ jobs: [[{ tells: [done(4)] }, { waits: new Promise(() => {}) }]] });
    await first.label.chooseFile('rows', csv('new.csv'));
    void first.label.labelRows(inputs);
    await until(() => first.state().jobs.label.active !== null);
    await turns();
    await first.clock.pass();
    first.label.deleteRule('single', 'r1');
    const { state, label, calls } = await first.reload({ jobs: [[{ tells: [done(10)] }]] });
    expect(work(state).jobs[0]).toMatchObject({ status: { status: 'interrupted' }, done: 4 });
    await label.resumeJob();
    expect(work(state).jobs[0]).toMatchObject({ status: { status: 'finished' }, done: 10 });
    expect(calls('jobs.labelRows')[0]?.given).toMatchObject({ inputs, classifier: { rulebook } });
  });

  it('are paused, resumed and stopped', async () => {
    const { state, label, clock, calls } = await trained({
      jobs: [[{ tells: [{ ...done(4), status: { status: 'paused' } }] }, { waits: new Promise(() => {}) }]],
    });
    await label.chooseFile('rows', csv('new.csv'));
    const labeling = label.labelRows(inputs);
    await until(() => state().jobs.label.active !== null);
    label.pauseJob();
    expect(state().jobs.label.active?.pausing).toBe(true);
    await turns();
    await clock.pass();
    expect(state().jobs.label.active?.pausing).toBe(false);
    const id = work(state).jobs[0]?.id;
    await label.resumeJob();
    expect([...calls('jobs.pause'), ...calls('jobs.resume')].map(({ given }) => given)).toEqual([id, id]);
    label.stopJob();
    await labeling;
    expect(work(state).jobs[0]).toMatchObject({ status: { status: 'stopped' }, done: 4 });
  });

  it('come back from the batch service as a job, and a file that is wrong changes nothing', async () => {
    const { state, label } = await trained();
    await label.chooseFile('rows', csv('new.csv'));
    expect(await (await label.batchFile(inputs)).text()).toBe('{}');
    await label.importBatch(new File([''], 'results.jsonl'), inputs);
    expect(work(state).jobs).toEqual([]);
    expect(state().notices.at(-1)?.body).toContain('Line 1');
    await label.importBatch(new File(['{}'], 'results.jsonl'), inputs);
    expect(work(state).jobs).toMatchObject([{ name: 'mails.csv', done: 2, status: { status: 'finished' } }]);
  });

  it('are not exported without a file, and that is told', async () => {
    const { state, label } = await trained();
    await expect(label.batchFile(inputs)).rejects.toThrow('Expected a labeler');
    expect(state().notices.at(-1)?.title).toBe('The batch file could not be written');
  });
});

describe('a confidence below which no label is given', () => {
  it('is kept with its run, and goes with every file that is labeled from then on', async () => {
    const { state, label, calls, clock, reload } = await trained({
      jobs: [[{ tells: [done(10)] }], [{ tells: [done(10)] }]],
    });
    await label.chooseFile('rows', csv('new.csv'));
    const inputs = [{ name: 'text', column: 'text' }];
    await label.labelRows(inputs);
    label.abstainBelow(0.75);
    await label.labelRows(inputs);
    await clock.pass();
    const given = calls('jobs.labelRows').map((call) => (call.given as { readonly job: LabelJob }).job.abstainBelow); // as `labelRows` was given it
    expect(given).toEqual([undefined, 0.75]);
    await label.importBatch(new File(['{}'], 'results.jsonl'), inputs);
    expect(calls('jobs.importBatch')[0]?.given).toMatchObject({ abstainBelow: 0.75 });
    await clock.pass();
    const later = await reload();
    expect(present(later.state)?.abstainBelow).toBe(0.75);
    expect(work(later.state).jobs.map(({ abstainBelow }) => abstainBelow)).toEqual([undefined, 0.75, 0.75]);
    expect(present(state)?.evaluations).toEqual(present(later.state)?.evaluations);
  });

  it('is a share, and 0 is as if nobody had chosen any', async () => {
    const { state, label } = await trained();
    const before = present(state);
    label.abstainBelow(7);
    expect(present(state)?.abstainBelow).toBe(1);
    label.abstainBelow(Number.NaN);
    expect(present(state)?.abstainBelow).toBe(1);
    label.abstainBelow(-1);
    expect(present(state)).toEqual(before);
  });
});

function done(rows: number): JobProgress {
  return { status: { status: rows === 10 ? 'finished' : 'running' }, done: rows, total: 10, counts: [], unread: 0 };
}

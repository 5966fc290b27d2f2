import { describe, expect, it } from 'vitest';
import type { TableSummary } from '../../core/dataset/table';
import type { JobProgress } from '../../core/labeler/files/jobs';
import type { RuleMutation } from '../../core/labeler/rules/rulebook';
import type { TrainingEvent } from '../../core/labeler/run/training-event';
import { ok } from '../../core/result';
import {
  begunRun,
  csv,
  finishedRun,
  firstCheckpoint,
  firstStep,
  type LabelGiven,
  mails,
  misread,
  trained,
  withTrainingFile,
  work,
} from '../../testing/open-label';
import { gate, turns } from '../../testing/turns';
import { correctionsOf } from './corrections';

describe('a corrected label', () => {
  it('is not laid over a row of the same number in an export that only has another order', async () => {
    const { state, label } = await trained({ table: (call) => ok(call === 0 ? mails : reordered) });
    label.correctLabel('row-2', 'spam');
    await label.chooseFile('training', csv('mails.csv'));
    expect(work(state).corrections).toEqual({});
  });

  it('stays when the same file is read in another way, with fewer rows', async () => {
    const { state, label } = await trained({ table: (call) => ok(call === 0 ? mails : { ...mails, rowCount: 9 }) });
    label.correctLabel('row-2', 'spam');
    await label.changeReadOptions('training', { ragged: 'keep' });
    expect(work(state).corrections).toEqual({ 'row-2': 'spam' });
  });

  it('is not written for the present file when the run on the screen was trained on another', async () => {
    const { state, label } = await trained({ table: (call) => ok(call === 0 ? mails : letters) });
    await label.chooseFile('training', csv('letters.csv'));
    label.correctLabel('row-2', 'spam');
    expect(work(state).corrections).toEqual({});
    expect(state().notices.at(-1)?.body).toContain('“mails.csv”');
  });

  it('holds for the run that was trained with it, and not for one on another file', async () => {
    const { state, label } = await trained({
      training: [[{ tells: finishedRun }], [{ tells: finishedRun }], [{ tells: finishedRun }]],
      table: (call) => ok(call === 0 ? mails : letters),
    });
    label.correctLabel('row-2', 'spam');
    await label.train();
    await label.chooseFile('training', csv('letters.csv'));
    await label.train();
    label.correctLabel('row-1', 'ham');
    const [, second, third] = work(state).runs;
    if (second === undefined || third === undefined) throw new Error('Expected three runs.');
    expect(correctionsOf(work(state), second)).toEqual({ 'row-2': 'spam' });
    expect(correctionsOf(work(state), third)).toEqual({ 'row-1': 'ham' });
  });

  it('of a test file is put aside with the file, and not laid over the rows of the next one', async () => {
    const { state, label } = await withTrainingFile({
      training: [[{ tells: finishedRun }]],
      table: (call) => ok(call < 2 ? mails : letters),
    });
    await label.chooseFile('test', csv('mails.csv'));
    await label.train();
    label.correctLabel('test:row-8', 'spam');
    label.correctLabel('row-2', 'spam');
    label.removeTestFile();
    expect(work(state).corrections).toHaveProperty('test:row-8');
    await label.chooseFile('test', csv('letters.csv'));
    expect(work(state).corrections).toEqual({ 'row-2': 'spam' });
    expect(state().notices.at(-1)?.details).toEqual(['test:row-8: spam']);
  });

  it('is put aside, and told, when another column gives the rows their ids or their labels', async () => {
    for (const change of [{ idColumn: 'text' }, { labelColumn: 'text' }]) {
      const { state, label } = await trained();
      label.correctLabel('row-2', 'spam');
      label.changeMapping({ taskDescription: 'Is it spam?' });
      expect(work(state).corrections).toEqual({ 'row-2': 'spam' });
      label.changeMapping(change);
      expect(work(state).corrections).toEqual({});
      expect(state().notices.at(-1)?.details).toEqual(['row-2: spam']);
    }
  });
});

describe('a run that a copy of its project has too', () => {
  it('is not gone on with in both at once, which would pay for the same calls twice', async () => {
    const never = new Promise<never>(() => {});
    const locks = new Set<string>();
    const { label, actions, calls, state } = await withTrainingFile({
      training: [[{ tells: begunRun }, { waits: never }]],
      locks,
    });
    const training = label.train();
    await turns();
    await actions.project.duplicateProject();
    await training;
    const [copied] = work(state).runs;
    expect(copied?.status).toEqual({ status: 'interrupted' });
    // The first project goes on in another tab.
    locks.add(`label/run/${copied?.id}`);
    await label.resume();
    expect(calls('trainer.train')).toHaveLength(1);
    expect(state().notices.at(-1)?.title).toMatch(/another tab/);
    expect(work(state).runs[0]?.status).toEqual({ status: 'interrupted' });
  });
});

describe('a proposal', () => {
  it('does not write over a rule that was edited since, and says that it is outdated', async () => {
    const mutation: RuleMutation = {
      kind: 'edit',
      label: 'spam',
      ruleId: 'r1',
      was: 'It sells something.',
      text: 'It sells a lot.',
    };
    const { state, label } = await trained({ proposals: () => Promise.resolve(ok([mutation])) });
    await label.giveReason('row-2', 'My aunt wrote it.');
    label.editRule('single', { ruleId: 'r1', text: 'It sells watches.' });
    label.applyProposal('row-2', mutation);
    expect(work(state).runs[0]?.labelers[0]?.checkpoints.at(-1)).toMatchObject({
      mutation: { text: 'It sells watches.' },
    });
    expect(state().label.reasons['row-2']).toMatchObject({
      status: 'failed',
      reason: 'My aunt wrote it.',
      message: expect.stringContaining('outdated'),
    });
  });
});

describe('a file of new rows', () => {
  it('goes on with the single labeler that it began with when the run has got experts since', async () => {
    const { state, label, calls } = await stoppedJob();
    await label.resume();
    expect(work(state).runs[0]?.labelers).toHaveLength(2);
    await label.resumeJob();
    expect(calls('jobs.labelRows')).toHaveLength(2);
    expect(calls('jobs.labelRows')[1]).toMatchObject({ given: { classifier: { experts: [] } } });
  });

  it('does not go on with other rules when those that it began with are gone', async () => {
    const { state, label, calls } = await stoppedJob();
    label.removeRun(work(state).runs[0]?.id ?? '');
    await label.resumeJob();
    expect(calls('jobs.labelRows')).toHaveLength(1);
    expect(work(state).jobs[0]?.status).toMatchObject({ status: 'failed', message: expect.stringMatching(/gone/) });
  });

  it('shows the rows of each file in its own place, whichever comes first', async () => {
    const slowly = gate();
    let asked = 0;
    const { state, label } = await stoppedJob({
      jobs: [[{ tells: [running] }], [{ tells: [running] }]],
      labeler: {
        jobs: {
          async rows() {
            asked += 1;
            if (asked === 1) await slowly.passed;
            return [];
          },
        },
      },
    });
    await label.labelRows(inputs);
    const [one, two] = work(state).jobs.map(({ id }) => id);
    const slow = label.showJobRows(one ?? '', { from: 0, count: 2 });
    await label.showJobRows(two ?? '', { from: 0, count: 2 });
    slowly.open();
    await slow;
    const { rows } = state().jobs.label;
    expect(Object.keys(rows).toSorted()).toEqual([one, two].toSorted());
  });

  it('that is removed is gone from the stored project before its rows are', async () => {
    const jobsThen: number[] = [];
    const { label, storage, state, actions } = await stoppedJob({
      labeler: {
        jobs: {
          async remove() {
            const stored = await storage.projects.load(state().project.id);
            jobsThen.push(stored?.project.labeler?.jobs.length ?? -1);
          },
        },
      },
    });
    await actions.project.flush();
    await label.removeJob(work(state).jobs[0]?.id ?? '');
    expect(jobsThen).toEqual([0]);
  });

  it('asks the batch service for the safety settings of this device', async () => {
    const { label, actions, state, calls } = await trained();
    await label.chooseFile('rows', csv('new.csv'));
    const safety = { ...state().settings.gemini.safety, harassment: 'block-none' } as const;
    actions.services.update('gemini', { safety });
    await label.batchFile(inputs);
    await label.importBatch(new File(['x'], 'results.jsonl'), inputs);
    expect(calls('jobs.batchFile')[0]).toMatchObject({ given: { safety } });
    expect(calls('jobs.importBatch')[0]).toMatchObject({ given: { safety } });
  });
});

describe('taking the version of another tab', () => {
  it('leaves nothing on the screen that waits for an answer that will not come', async () => {
    const never = new Promise<never>(() => {});
    const { state, label, actions, storage, calls, clock } = await trained({
      proposals: () => never,
      training: [[{ tells: finishedRun }], [{ waits: never }]],
      table: (call) => (call === 0 ? ok(mails) : never),
    });
    await actions.project.flush();
    const { project } = state();
    const { labeler } = project;
    if (labeler === null || labeler.setup.mapping === null) throw new Error('Expected a project with a mapping.');
    const mapping = { ...labeler.setup.mapping, taskDescription: 'Theirs' };
    const theirs = { ...project, labeler: { ...labeler, setup: { ...labeler.setup, mapping } } };
    const expectedVersion = (await storage.projects.load(project.id))?.version ?? 0;
    await storage.projects.save({ project: theirs, previous: null, expectedVersion });
    void label.giveReason('row-2', 'Because.');
    void label.chooseFile('rows', csv('rows.csv'));
    void label.train();
    await turns();
    expect(state().label.training).not.toBeNull();
    await actions.project.flush();
    expect(state().save.state).toBe('conflict');
    await actions.project.resolveConflict('take-theirs');
    await turns();
    expect(state().label).toMatchObject({
      training: null,
      reasons: {},
      files: { rows: { status: 'idle' } },
      check: { status: 'checking' },
    });
    await clock.pass();
    expect(state().label.check.status).toBe('ready');
    expect(calls('trainer.checkSetup').at(-1)).toMatchObject({ given: { mapping: { taskDescription: 'Theirs' } } });
  });
});

const inputs = [{ name: 'text', column: 'text' }];
const reordered: TableSummary = { ...mails, preview: mails.preview.toReversed() };
const letters: TableSummary = { ...mails, name: 'letters.csv' };
const running: JobProgress = { status: { status: 'running' }, done: 4, total: 10, counts: [], unread: 0 };

const ofExpert = { ...firstCheckpoint, id: 'expert-1-0' };
const withExperts: readonly TrainingEvent[] = [
  ...begunRun,
  { type: 'labeler', key: 'expert-1', region: { rows: 9, centroid: [1, 0], nearestCosine: 0.2, words: [] } },
  { type: 'checkpoint', labeler: 'expert-1', checkpoint: ofExpert },
  {
    type: 'step',
    labeler: 'expert-1',
    step: { ...firstStep, championId: ofExpert.id, beamIds: [ofExpert.id] },
    predictions: [misread, misread, misread],
  },
  { type: 'finished', reason: 'perfect' },
];

/** A run that was stopped before it had experts, and a file that was stopped while it was labeled by it. */
async function stoppedJob(given: LabelGiven = {}) {
  const never = new Promise<never>(() => {});
  const opened = await withTrainingFile({
    training: [[{ tells: begunRun }, { waits: never }], [{ tells: withExperts }]],
    jobs: [[{ tells: [running] }, { waits: never }], [{ tells: [{ ...running, status: { status: 'finished' } }] }]],
    ...given,
  });
  const training = opened.label.train();
  await turns();
  opened.label.stop();
  await training;
  await opened.label.chooseFile('rows', csv('new.csv'));
  const job = opened.label.labelRows(inputs);
  await turns();
  opened.label.stopJob();
  await job;
  return opened;
}

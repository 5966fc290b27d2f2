import { beforeAll, describe, expect, it } from 'vitest';
import { defaultReadOptions, type TableSummary } from './core/dataset/table';
import type { JobProgress } from './core/labeler/labeler-port';
import type { Prediction } from './core/labeler/prediction/prediction';
import type { Rulebook } from './core/labeler/rules/rulebook';
import type { Checkpoint, Evaluation, LabelJob, Step } from './core/labeler/run/labeler-run';
import type { TrainingEvent } from './core/labeler/run/training-event';
import { localEmbeddingModel } from './core/model/embedding-model';
import { ModelError } from './core/model/model-error';
import { err, ok } from './core/result';
import { createAutosave } from './persistence/autosave';
import { createMemoryStorage } from './persistence/memory-storage';
import { createStudio } from './store/create-studio';
import { loadLabel } from './store/label/lazy-label-actions';
import { missingFile } from './store/label/missing-file';
import { absentDevices, noLocalModels } from './testing/absent-devices';
import { countingIds } from './testing/builders';
import { type LabelerScript, scriptedLabeler, someCheck } from './testing/scripted-labeler';
import { scriptedModel } from './testing/scripted-model';

// Fetched at the first use otherwise, which takes more turns than these tests wait for.
beforeAll(loadLabel);

describe('choosing a training file', () => {
  it('shows how far it is read, then keeps it with a mapping, and checks the set-up once', async () => {
    const late = gate();
    const { state, label, clock, calls } = await open({
      progress: [{ bytes: 50, ofBytes: 100, rows: 5 }],
      table: () => late.promise.then(() => ok(mails)),
    });
    const chosen = label.chooseFile('training', csv('mails.csv'));
    await until(() => state().label.files.training.status === 'reading');
    expect(state().label.files.training).toMatchObject({ name: 'mails.csv', progress: { bytes: 50, rows: 5 } });
    late.open();
    await chosen;
    expect(state().label.files.training).toEqual({ status: 'idle' });
    expect(work(state).setup.training).toMatchObject({ read: defaultReadOptions, table: mails });
    expect(work(state).setup.mapping).toMatchObject({ labelColumn: 'kind', inputColumns: ['text'] });
    expect(state().label.check).toEqual({ status: 'checking', last: null });
    await clock.pass();
    expect(state().label.check).toEqual({ status: 'ready', check: someCheck });
    expect(calls('checkSetup')).toHaveLength(1);
  });

  it('says why one cannot be read, and keeps the one before', async () => {
    const problem = { kind: 'empty', title: 'The file is empty', message: 'Expected rows, found none.' } as const;
    const { state, label } = await ready({ table: (call) => (call === 0 ? ok(mails) : err(problem)) });
    await label.chooseFile('training', csv('empty.csv'));
    expect(state().label.files.training).toEqual({ status: 'failed', name: 'empty.csv', problem });
    expect(work(state).setup.training?.table.name).toBe('mails.csv');
  });

  it('gives up the one that is being read when another is chosen', async () => {
    const { state, label, calls } = await open({
      table: (call) => (call === 0 ? new Promise(() => {}) : ok({ ...mails, name: 'second.csv' })),
    });
    const first = label.chooseFile('training', csv('first.csv'));
    await until(() => state().label.files.training.status === 'reading');
    await label.chooseFile('training', csv('second.csv'));
    await first;
    expect(calls('readTable')[0]?.signal?.aborted).toBe(true);
    expect(work(state).setup.training?.table.name).toBe('second.csv');
  });

  it('keeps the mapping for a file with the same columns, and suggests one for other columns', async () => {
    const other: TableSummary = {
      ...mails,
      columns: mails.columns.map((each) => ({ ...each, name: `${each.name}2` })),
    };
    const { state, label } = await ready({ table: (call) => ok(call < 2 ? mails : other) });
    label.changeMapping({ taskDescription: 'Is it spam?' });
    await label.chooseFile('training', csv('mails.csv'));
    expect(work(state).setup.mapping?.taskDescription).toBe('Is it spam?');
    await label.chooseFile('training', csv('others.csv'));
    expect(work(state).setup.mapping).toMatchObject({ labelColumn: 'kind2' });
  });

  it('reads the stored file again with other options', async () => {
    const { state, label, calls } = await ready();
    await label.changeReadOptions('training', { delimiter: ';' });
    const id = work(state).setup.training?.id;
    expect(calls('readTable')[1]?.given).toMatchObject({ datasetId: id, file: null, read: { delimiter: ';' } });
    expect(work(state).setup.training?.read.delimiter).toBe(';');
  });

  it('puts corrections aside when another file comes, and tells which they were', async () => {
    const { state, label } = await ready({
      table: (call) => ok(call === 0 ? mails : { ...mails, name: 'others.csv' }),
    });
    label.correctLabel('row-2', 'ham');
    await label.chooseFile('training', csv('others.csv'));
    expect(work(state).corrections).toEqual({});
    expect(state().notices.at(-1)?.details).toEqual(['row-2: ham']);
  });
});

describe('a file', () => {
  it('that is being read can be cancelled, and the one before stays', async () => {
    const { state, label, calls } = await ready({
      table: (call) => (call === 0 ? ok(mails) : new Promise(() => {})),
    });
    const reading = label.chooseFile('training', csv('others.csv'));
    await until(() => state().label.files.training.status === 'reading');
    label.cancelReading('training');
    await reading;
    expect(calls('readTable')[1]?.signal?.aborted).toBe(true);
    expect(state().label.files.training).toEqual({ status: 'idle' });
    expect(work(state).setup.training?.table).toEqual(mails);
  });

  it('to test on leaves the mapping alone, is part of the check, and can be removed', async () => {
    const { state, label, clock, calls } = await ready();
    const { mapping } = work(state).setup;
    await label.chooseFile('test', csv('test.csv'));
    await clock.pass();
    const test = work(state).setup.test;
    expect(work(state).setup.mapping).toBe(mapping);
    expect(calls('checkSetup').at(-1)?.given).toMatchObject({ test: { datasetId: test?.id } });
    label.removeTestFile();
    await clock.pass();
    expect(work(state).setup.test).toBeNull();
    expect(calls('checkSetup').at(-1)?.given).toMatchObject({ test: null });
  });
});

describe('a sample', () => {
  it('is fetched from beside the page and chosen as a file is, with its own mapping and new rows', async () => {
    const { state, label, calls } = await open({ fetchFile: async (path) => new Blob([path]) });
    await label.openSample('support-tickets');
    expect(work(state).setup.mapping).toMatchObject({ labelColumn: 'team', inputColumns: ['subject', 'body'] });
    const files = calls('readTable').map(({ given }) => given as { readonly file: File }); // as `readTable` was given it
    expect(files.map(({ file }) => file.name)).toEqual(['support-tickets.csv', 'support-tickets-new.csv']);
    expect(await files[0]?.file.text()).toBe('samples/support-tickets.csv');
    expect(work(state).setup.rows).not.toBeNull();
  });

  it('of a file that was here before keeps the mapping of the author', async () => {
    const { state, label } = await open({ fetchFile: async (path) => new Blob([path]) });
    await label.openSample('support-tickets');
    label.changeMapping({ taskDescription: 'Who reads this?' });
    await label.openSample('support-tickets');
    expect(work(state).setup.mapping?.taskDescription).toBe('Who reads this?');
  });

  it('that cannot be fetched changes nothing, and that is told', async () => {
    const { state, label } = await open();
    await label.openSample('support-tickets');
    expect(state().project.labeler).toBeNull();
    expect(state().notices.at(-1)?.body).toContain('HTTP 404');
  });

  it('does not take the place of a file that was chosen while it was fetched', async () => {
    const late = gate();
    const { state, label } = await open({ fetchFile: () => late.promise.then(() => new Blob([''])) });
    const sample = label.openSample('support-tickets');
    await label.chooseFile('training', csv('mails.csv'));
    late.open();
    await sample;
    expect(work(state).setup.mapping?.labelColumn).toBe('kind');
  });
});

describe('a file that is not on this device', () => {
  const gone = { kind: 'gone', title: 'Not here', message: 'Choose the file again.', file: 'training' } as const;
  const again = { ...csv('mails.csv'), name: 'mails.csv', size: mails.size } as File; // all that is looked at

  it('takes its old place when it is chosen again, so that what was made from it can go on', async () => {
    const { state, label, calls, clock } = await ready({
      check: async (call) => (call === 1 ? err(gone) : ok(someCheck)),
    });
    await label.changeReadOptions('training', { ragged: 'keep' });
    await clock.pass();
    const before = work(state).setup.training;
    expect(missingFile(state().label.check)).toBe('training');
    await label.chooseFile('training', again);
    await clock.pass();
    expect(work(state).setup.training).toMatchObject({ id: before?.id, read: { ragged: 'keep' } });
    expect(calls('readTable').at(-1)?.given).toMatchObject({ datasetId: before?.id, file: again });
    expect(state().label.check.status).toBe('ready');
  });

  it('does not give its place to another file, nor to a new version of a file that is here', async () => {
    const { state, label, clock } = await ready({ check: async (call) => (call === 1 ? err(gone) : ok(someCheck)) });
    const first = work(state).setup.training?.id;
    await label.chooseFile('training', again);
    const second = work(state).setup.training?.id;
    expect(second).not.toBe(first);
    await clock.pass();
    expect(missingFile(state().label.check)).toBe('training');
    await label.chooseFile('training', { ...again, size: 1 } as File); // as above
    expect(work(state).setup.training?.id).not.toBe(second);
  });
});

describe('the check of the set-up', () => {
  it('waits for typing to settle, and only the last set-up is checked', async () => {
    const { label, clock, calls } = await ready();
    label.changeHyperparameters({ steps: 3 });
    label.changeHyperparameters({ steps: 30 });
    await clock.pass();
    expect(calls('checkSetup')).toHaveLength(2);
    expect(calls('checkSetup').at(-1)?.given).toMatchObject({ hyperparameters: { steps: 30 } });
  });

  it('keeps the last figures in sight while it checks, and gives an older check up', async () => {
    const { state, label, clock, calls } = await ready({
      check: (call) => (call === 1 ? new Promise(() => {}) : Promise.resolve(ok(someCheck))),
    });
    label.correctLabel('row-1', 'ham');
    await clock.pass();
    expect(state().label.check).toEqual({ status: 'checking', last: someCheck });
    label.correctLabel('row-1', null);
    await clock.pass();
    expect(calls('checkSetup')[1]?.signal?.aborted).toBe(true);
    expect(state().label.check).toEqual({ status: 'ready', check: someCheck });
  });

  it('refuses with the reason, and then nothing is trained', async () => {
    const problem = { kind: 'one-label', message: 'Expected two labels or more, found one.' } as const;
    const { state, label, calls } = await ready({ check: () => Promise.resolve(err(problem)) });
    expect(state().label.check).toEqual({ status: 'refused', problem });
    await label.train();
    expect(calls('train')).toEqual([]);
    expect(state().notices.at(-1)?.body).toBe(problem.message);
  });

  it('runs again when Label is opened after a reload, and not a second time for the same set-up', async () => {
    const before = await ready();
    const { state, label, clock, calls } = await before.reload();
    expect(state().label.check.status).toBe('none');
    label.open();
    await clock.pass();
    label.open();
    await clock.pass();
    expect(state().label.check.status).toBe('ready');
    expect(calls('checkSetup')).toHaveLength(1);
  });
});

describe('a training run', () => {
  it('is made from the set-up and ends as its events say', async () => {
    const { state, label, clock, calls } = await ready({ training: [[{ tells: finishedRun }]] });
    await label.train();
    await clock.pass();
    const run = present(state);
    expect(run).toMatchObject({
      n: 1,
      status: { status: 'finished', reason: 'perfect' },
      settings: { training: { table: mails }, trainModel: { provider: 'practice' } },
      estimate: { calls: 40 },
    });
    expect(run?.labelers[0]).toMatchObject({ key: 'single', championId: 'c0' });
    expect(calls('train')[0]?.given).toMatchObject({
      runId: run?.id,
      limits: { parallelRequests: expect.any(Number) },
    });
    expect(state().label.training).toBeNull();
  });

  it('turns a burst of events into one change of the project', async () => {
    const pause = gate();
    const { state, label, clock, changes } = await ready({
      training: [[{ tells: started }, { tells: mistakes(200) }, { waits: pause.promise }]],
    });
    const training = label.train();
    await until(() => state().label.training !== null);
    await turns();
    const before = changes();
    await clock.pass();
    expect(changes() - before).toBe(1);
    expect(present(state)?.labelers[0]?.latest.mistakes).toHaveLength(200);
    label.stop();
    await training;
  });

  it('is paused, goes on in the same life, and is not paid anew', async () => {
    const paused = gate();
    const resumed = gate();
    const { state, label, clock, calls } = await ready({
      training: [
        [
          { tells: started },
          { waits: paused.promise },
          { tells: [{ type: 'paused' }] },
          { waits: resumed.promise },
          { tells: [{ type: 'resumed' }, ...finishedRun.slice(started.length)] },
        ],
      ],
    });
    const training = label.train();
    await until(() => state().label.training !== null);
    label.pause();
    expect(state().label.training?.pausing).toBe(true);
    paused.open();
    await turns();
    await clock.pass();
    expect(present(state)?.status).toEqual({ status: 'paused' });
    expect(state().label.training?.pausing).toBe(false);
    await label.resume();
    expect(calls('resumeTraining').map(({ given }) => given)).toEqual([present(state)?.id]);
    resumed.open();
    await training;
    expect(present(state)?.status.status).toBe('finished');
    expect(calls('train')).toHaveLength(1);
  });

  it('shows why a call paused it', async () => {
    const error = {
      kind: 'rate-limited-day',
      code: '429',
      message: 'The quota of the day is spent.',
      partialText: '',
    } as const;
    const { state, label, clock } = await ready({
      training: [[{ tells: [...started, { type: 'paused', error }] }, { waits: new Promise(() => {}) }]],
    });
    void label.train();
    await until(() => state().label.training !== null);
    await turns();
    await clock.pass();
    expect(present(state)?.status).toEqual({ status: 'paused', error });
    label.stop();
  });

  it('is paused, with the reason, when a call that it cannot do without fails', async () => {
    const error = new ModelError({ kind: 'no-key', code: 'NO_KEY', message: 'There is no key.' });
    const { state, label } = await ready({ training: [[{ fails: error }]] });
    await label.train();
    expect(present(state)?.status).toEqual({ status: 'paused', error: error.data });
    expect(state().label.training).toBeNull();
  });

  it('is stopped with what it has, and is taken up with the same id and settings', async () => {
    const { state, label, calls } = await ready({
      training: [[{ tells: started }, { waits: new Promise(() => {}) }], [{ tells: finishedRun }]],
    });
    const training = label.train();
    await until(() => state().label.training !== null);
    await turns();
    label.stop();
    await training;
    expect(present(state)).toMatchObject({ status: { status: 'stopped' }, rows: { validation: { length: 3 } } });
    label.changeHyperparameters({ steps: 99 });
    await label.resume();
    expect(present(state)?.status.status).toBe('finished');
    expect(work(state).runs).toHaveLength(1);
    expect(calls('train')[1]?.given).toEqual(calls('train')[0]?.given);
  });

  it('is interrupted by leaving the page, and goes on after the reload', async () => {
    const first = await ready({ training: [[{ tells: started }, { waits: new Promise(() => {}) }]] });
    void first.label.train();
    await until(() => first.state().label.training !== null);
    await turns();
    await first.clock.pass();
    expect(present(first.state)?.status.status).toBe('training');
    const { state, label, calls } = await first.reload({ training: [[{ tells: finishedRun }]] });
    expect(present(state)?.status).toEqual({ status: 'interrupted' });
    await label.resume();
    expect(present(state)?.status.status).toBe('finished');
    expect(calls('train')[0]?.given).toEqual(first.calls('train')[0]?.given);
  });

  it('is interrupted, and kept, when another project is opened', async () => {
    const { state, label, actions, calls } = await ready({
      training: [[{ tells: started }, { waits: new Promise(() => {}) }]],
    });
    const { id } = state().project;
    const training = label.train();
    await until(() => state().label.training !== null);
    await turns();
    await actions.project.newProject();
    await training;
    expect(calls('train')[0]?.signal?.aborted).toBe(true);
    expect(state().project.labeler).toBeNull();
    expect(state().label.training).toBeNull();
    await actions.project.openProject(id);
    expect(present(state)).toMatchObject({ status: { status: 'interrupted' }, rows: { validation: { length: 3 } } });
  });

  it('does not bring back a project that is deleted while it is trained', async () => {
    const { state, label, actions } = await ready({
      training: [[{ tells: started }, { waits: new Promise(() => {}) }]],
    });
    const { id } = state().project;
    const training = label.train();
    await until(() => state().label.training !== null);
    await actions.project.flush();
    await actions.project.deleteProject();
    await training;
    await actions.project.flush();
    await turns();
    await actions.project.refreshProjects();
    expect(state().projects.map((project) => project.id)).not.toContain(id);
  });

  it('is started once, however often Train is pressed, and not stopped by the Stop of Align', async () => {
    const { state, label, actions, calls } = await ready({ training: [[{ waits: new Promise(() => {}) }]] });
    const training = label.train();
    await label.train();
    actions.align.stop();
    await until(() => state().label.training !== null);
    expect(calls('train')).toHaveLength(1);
    expect(work(state).runs).toHaveLength(1);
    label.stop();
    await training;
  });

  it('is not started while another tab trains in this project, and that is told', async () => {
    const { state, label, calls } = await ready({ isLocked: () => true });
    await label.train();
    expect(calls('train')).toEqual([]);
    expect(work(state).runs).toEqual([]);
    expect(state().notices.at(-1)?.title).toBe('This project is being trained in another tab');
  });

  it('leaves the others in the list when it is removed', async () => {
    const { state, label } = await ready({ training: [[{ tells: finishedRun }], [{ tells: finishedRun }]] });
    await label.train();
    await label.train();
    const [first, second] = work(state).runs;
    expect(second?.n).toBe(2);
    label.removeRun(second?.id ?? '');
    expect(work(state).runs).toEqual([first]);
    expect(work(state).currentRunId).toBe(first?.id);
  });
});

describe('the embedding model of Settings', () => {
  const gemma = { provider: 'webllm', id: 'gemma' } as const;
  const mine = { provider: 'webllm', id: 'mine' } as const;
  const choose = ({ actions, state }: Awaited<ReturnType<typeof open>>, embeddingModel: string) =>
    actions.settings.updateSettings({ local: { ...state().settings.local, embeddingModel } });
  const region = { rows: 9, centroid: [1, 0], nearestCosine: 0.2, words: [], embeddedBy: mine };
  const expert: readonly TrainingEvent[] = [
    ...started,
    { type: 'checkpoint', labeler: 'single', checkpoint: first },
    { type: 'labeler', key: 'expert-1', region },
    { type: 'checkpoint', labeler: 'expert-1', checkpoint: { ...first, id: 'e0' } },
  ];

  it('goes with a run of a local eval model, which keeps to it after another was chosen', async () => {
    const opened = await ready({
      training: [[{ tells: expert }], [{ tells: finishedRun }]],
      predict: () => read('ham'),
    });
    const { label, calls } = opened;
    label.changeModels({ evalModel: gemma });
    choose(opened, mine.id);
    await label.train();
    expect(calls('train')[0]?.given).toMatchObject({ settings: { evalModel: gemma, embeddingModel: mine } });
    choose(opened, 'another');
    await label.classify([{ name: 'text', text: 'Dear nephew' }]);
    expect(calls('classify')[0]?.given).toMatchObject({
      classifier: { experts: [{ embeddedBy: mine }] },
      model: gemma,
    });
    await label.resume();
    expect(calls('train')[1]?.given).toEqual(calls('train')[0]?.given);
  });

  it('comes back with the run after a reload', async () => {
    const first = await ready({ training: [[{ tells: expert }]] });
    first.label.changeModels({ evalModel: gemma });
    choose(first, mine.id);
    await first.label.train();
    const { state, label, calls } = await first.reload({ training: [[{ tells: finishedRun }]] });
    expect(present(state)?.labelers[1]?.region?.embeddedBy).toEqual(mine);
    await label.resume();
    expect(calls('train')[0]?.given).toMatchObject({ settings: { embeddingModel: mine } });
  });

  it.each([
    ['the usual one', gemma, localEmbeddingModel],
    ['an eval model that is not local', { provider: 'practice' } as const, mine.id],
  ])('is not written down for %s', async (_, evalModel, id) => {
    const opened = await ready({ training: [[{ tells: finishedRun }]] });
    opened.label.changeModels({ evalModel });
    choose(opened, id);
    await opened.label.train();
    expect(present(opened.state)?.settings).toMatchObject({ evalModel });
    expect(present(opened.state)?.settings).not.toHaveProperty('embeddingModel');
  });
});

describe('rules by hand', () => {
  it('make a checkpoint each, and an earlier one can be restored', async () => {
    const { state, label } = await trained();
    label.addRule('single', { label: 'ham', text: '  A friend writes. ' });
    const added = single(state)?.checkpoints.at(-1);
    expect(added).toMatchObject({
      step: null,
      parentId: 'c0',
      mutation: { kind: 'add', rule: { text: 'A friend writes.' } },
    });
    expect(single(state)?.currentId).toBe(added?.id);
    label.editRule('single', { ruleId: 'r1', text: 'It sells pills.' });
    expect(single(state)?.checkpoints.at(-1)).toMatchObject({
      parentId: added?.id,
      mutation: { kind: 'edit', label: 'spam', was: 'It sells something.', text: 'It sells pills.' },
    });
    label.deleteRule('single', 'r1');
    expect(single(state)?.checkpoints.at(-1)).toMatchObject({ mutation: { kind: 'delete', was: 'It sells pills.' } });
    label.restoreCheckpoint('single', 'c0');
    expect(single(state)?.currentId).toBe('c0');
    expect(single(state)?.checkpoints).toHaveLength(4);
  });

  it('make none when nothing was written or changed', async () => {
    const { state, label } = await trained();
    label.addRule('single', { label: 'ham', text: '  ' });
    label.editRule('single', { ruleId: 'r1', text: 'It sells something. ' });
    label.deleteRule('single', 'gone');
    expect(single(state)?.checkpoints).toHaveLength(1);
  });

  it('are scored again on the rows that the run was scored on, with corrected labels', async () => {
    const { state, label, calls } = await trained({ predict: () => read('ham') });
    label.addRule('single', { label: 'ham', text: 'A friend writes.' });
    label.correctLabel('row-1', 'ham');
    await label.rescore('single');
    const checkpoint = single(state)?.checkpoints.at(-1);
    expect(calls('classify')[0]?.given).toMatchObject({
      rows: [{ id: 'row-1' }, { id: 'row-2' }, { id: 'row-3' }, { id: 'row-8' }, { id: 'row-9' }],
      classifier: { experts: [], rulebook: { labels: [{}, { rules: [{ text: 'A friend writes.' }] }] } },
    });
    // Golden: spam corrected to ham, ham, spam. The parent read all of them as spam.
    expect(checkpoint?.score).toMatchObject({ read: 3, correct: 2, value: 2 / 3, fixed: 2, broken: 1, dropped: false });
    expect(evaluationsOf(state, checkpoint?.id).map(({ split }) => split)).toEqual(['validation', 'test']);
    expect(state().label.rescore).toEqual({ status: 'idle' });
  });

  it('keep their score when scoring again fails, and tell why', async () => {
    const { state, label } = await trained({
      predict: () => {
        throw new ModelError({ kind: 'no-key', code: 'NO_KEY', message: 'There is no key.' });
      },
    });
    label.addRule('single', { label: 'ham', text: 'A friend writes.' });
    await label.rescore('single');
    expect(state().label.rescore).toMatchObject({ status: 'failed', error: { kind: 'no-key' } });
    expect(single(state)?.checkpoints.at(-1)?.score).toBeNull();
  });

  it('are measured one by one, until the rulebook changes', async () => {
    const effect = { ruleId: 'r1', difference: 0.2, low: 0.1, high: 0.3, changed: 2 };
    const { state, label, calls } = await trained({ effects: [effect] });
    await label.measureRules('single');
    expect(state().label.effects).toEqual({ status: 'idle', checkpointId: 'c0', byRule: { r1: effect } });
    expect(calls('ruleEffects')[0]?.given).toMatchObject({ score: { kind: 'accuracy' }, rows: { length: 3 } });
    label.deleteRule('single', 'r1');
    expect(state().label.effects).toEqual({ status: 'idle', checkpointId: null, byRule: {} });
  });
});

describe('a reason for a mistake', () => {
  it('becomes proposals, and the one that is taken becomes a checkpoint that knows the reason', async () => {
    const mutation = { kind: 'add', label: 'ham', rule: { id: 'r9', text: 'It asks after the family.' } } as const;
    const { state, label, calls } = await trained({ proposals: () => Promise.resolve(ok([mutation])) });
    await label.giveReason('row-2', ' My aunt wrote it. ');
    expect(calls('proposeFor')[0]?.given).toMatchObject({
      reason: 'My aunt wrote it.',
      mistake: { exampleId: 'row-2', golden: 'ham', predicted: 'spam', ruleId: 'r1' },
      mutations: 2,
    });
    expect(state().label.reasons['row-2']).toMatchObject({ status: 'proposed', mutations: [mutation] });
    label.applyProposal('row-2', mutation);
    expect(single(state)?.checkpoints.at(-1)).toMatchObject({
      mutation,
      because: { exampleId: 'row-2', diagnosis: 'My aunt wrote it.', checkpointId: 'c0' },
    });
    expect(state().label.reasons).toEqual({});
  });

  it('is answered in words where there is no mistake, or no proposal that can be read', async () => {
    const { state, label, calls } = await trained({ proposals: () => Promise.resolve(err('No change came of it.')) });
    await label.giveReason('row-1', 'Because.');
    expect(state().label.reasons['row-1']).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('“spam”'),
    });
    expect(calls('proposeFor')).toEqual([]);
    await label.giveReason('row-2', 'Because.');
    expect(state().label.reasons['row-2']).toMatchObject({ status: 'failed', message: 'No change came of it.' });
  });
});

describe('new rows', () => {
  const inputs = [{ name: 'text', column: 'text' }];

  it('are classified one by one', async () => {
    const { state, label, calls } = await trained({ predict: () => read('ham') });
    await label.classify([{ name: 'text', text: 'Dear nephew' }]);
    expect(state().label.single).toEqual({ status: 'done', prediction: read('ham') });
    expect(calls('classify')[0]?.given).toMatchObject({ rows: [{ fields: [{ name: 'text', text: 'Dear nephew' }] }] });
  });

  it('are labeled as a file, with the rulebook on the screen, and its rows are shown a window at a time', async () => {
    const { state, label, clock, calls } = await trained({ jobs: [[{ tells: [done(4), done(10)] }]] });
    await label.chooseFile('rows', csv('new.csv'));
    await label.labelRows(inputs);
    await clock.pass();
    const [job] = work(state).jobs;
    expect(job).toMatchObject({ checkpointId: 'c0', inputs, done: 10, total: 10, status: { status: 'finished' } });
    expect(state().label.activeJob).toBeNull();
    await label.showJobRows(job?.id ?? '', { from: 4, count: 2 });
    expect(Object.keys(state().label.jobRows[job?.id ?? ''] ?? {})).toEqual(['4', '5']);
    if (job === undefined) throw new Error('No job was made.');
    expect(await (await label.jobFile(job)).text()).toBe(`file of ${job.id}`);
    await label.removeJob(job?.id ?? '');
    expect(work(state).jobs).toEqual([]);
    expect(state().label.jobRows).toEqual({});
    expect(calls('removeJob').map(({ given }) => given)).toEqual([job?.id]);
  });

  it('go on after a reload, with the rulebook that the job began with', async () => {
    const first = await trained({ jobs: [[{ tells: [done(4)] }, { waits: new Promise(() => {}) }]] });
    await first.label.chooseFile('rows', csv('new.csv'));
    void first.label.labelRows(inputs);
    await until(() => first.state().label.activeJob !== null);
    await turns();
    await first.clock.pass();
    first.label.deleteRule('single', 'r1');
    const { state, label, calls } = await first.reload({ jobs: [[{ tells: [done(10)] }]] });
    expect(work(state).jobs[0]).toMatchObject({ status: { status: 'interrupted' }, done: 4 });
    await label.resumeJob();
    expect(work(state).jobs[0]).toMatchObject({ status: { status: 'finished' }, done: 10 });
    expect(calls('labelRows')[0]?.given).toMatchObject({ inputs, classifier: { rulebook } });
  });

  it('are paused, resumed and stopped', async () => {
    const { state, label, clock, calls } = await trained({
      jobs: [[{ tells: [{ ...done(4), status: { status: 'paused' } }] }, { waits: new Promise(() => {}) }]],
    });
    await label.chooseFile('rows', csv('new.csv'));
    const labeling = label.labelRows(inputs);
    await until(() => state().label.activeJob !== null);
    label.pauseJob();
    expect(state().label.activeJob?.pausing).toBe(true);
    await turns();
    await clock.pass();
    expect(state().label.activeJob?.pausing).toBe(false);
    const id = work(state).jobs[0]?.id;
    await label.resumeJob();
    expect([...calls('pauseJob'), ...calls('resumeJob')].map(({ given }) => given)).toEqual([id, id]);
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
    const given = calls('labelRows').map((call) => (call.given as { readonly job: LabelJob }).job.abstainBelow); // as `labelRows` was given it
    expect(given).toEqual([undefined, 0.75]);
    await label.importBatch(new File(['{}'], 'results.jsonl'), inputs);
    expect(calls('importBatch')[0]?.given).toMatchObject({ abstainBelow: 0.75 });
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

describe('a labeler from a file', () => {
  const checkpoint = {
    attributes: [
      { id: '0', value: 'It sells something.', label: 'spam' },
      { id: '1', value: 'A friend writes.', label: 'ham' },
    ],
  };

  it('comes as a run of its own that labels rows', async () => {
    const { state, label, calls } = await trained({ predict: () => read('ham') });
    await label.importLabeler(new File([JSON.stringify(checkpoint)], 'theirs.json'));
    expect(present(state)).toMatchObject({ n: 2, status: { status: 'imported', from: 'theirs.json' } });
    expect(work(state).runs).toHaveLength(2);
    await label.classify([{ name: 'text', text: 'Dear nephew' }]);
    expect(calls('classify')[0]?.given).toMatchObject({
      classifier: { rulebook: { labels: [{ rules: [{ text: 'It sells something.' }] }, {}] } },
      model: { provider: 'practice' },
    });
  });

  it('has no rows to score on, which is told', async () => {
    const { state, label } = await open();
    await label.importLabeler(new File([JSON.stringify(checkpoint)], 'theirs.json'));
    await label.rescore('single');
    await label.measureRules('single');
    expect(
      state()
        .notices.slice(-2)
        .map(({ title }) => title),
    ).toEqual(Array(2).fill('There is nothing to score on'));
  });

  it('changes nothing when it cannot be read, and tells where it is wrong', async () => {
    const { state, label } = await trained();
    await label.importLabeler(new File(['{"attributes": 7}'], 'broken.json'));
    expect(work(state).runs).toHaveLength(1);
    expect(state().notices.at(-1)?.details?.join(' ')).toContain('attributes');
  });
});

/** A mail a row: what it says, and what it is. */
const mails: TableSummary = {
  name: 'mails.csv',
  size: 100,
  format: { kind: 'delimited', delimiter: ',', encoding: 'utf-8' },
  columns: [
    { name: 'text', blank: 0, values: null, numbers: null, meanWords: 12 },
    {
      name: 'kind',
      blank: 0,
      values: [
        { value: 'ham', count: 6 },
        { value: 'spam', count: 4 },
      ],
      numbers: null,
      meanWords: 1,
    },
  ],
  rowCount: 10,
  problems: { count: 0, shown: [], kept: false },
  preview: [['Buy now', 'spam']],
};

const rulebook: Rulebook = {
  task: 'Spam or ham.',
  labels: [
    { label: 'spam', rules: [{ id: 'r1', text: 'It sells something.' }] },
    { label: 'ham', rules: [] },
  ],
};

const row = (n: number, golden: string) => ({
  id: `row-${n}`,
  row: n,
  fields: [{ name: 'text', text: `Mail ${n}` }],
  golden,
});

const read = (label: string): Prediction => ({ label, outcome: 'read' });
const misread: Prediction = { label: 'spam', outcome: 'read', ruleId: 'r1' };
const first: Checkpoint = { id: 'c0', step: 0, score: null, parentId: null, rulebook };
const step: Step = {
  step: 0,
  mistakes: [],
  read: 0,
  unread: 0,
  challengerIds: [],
  rejected: [],
  championId: 'c0',
  beamIds: ['c0'],
};

const started: readonly TrainingEvent[] = [
  {
    type: 'started',
    estimate: { calls: 40, tokens: 4000, seconds: 20 },
    validation: [row(1, 'spam'), row(2, 'ham'), row(3, 'spam')],
    test: [row(8, 'ham'), row(9, 'spam')],
  },
  { type: 'labeler', key: 'single', region: null },
];

const finishedRun: readonly TrainingEvent[] = [
  ...started,
  { type: 'checkpoint', labeler: 'single', checkpoint: first },
  { type: 'step', labeler: 'single', step, predictions: [misread, misread, misread] },
  {
    type: 'evaluated',
    evaluation: {
      of: { kind: 'checkpoint', labeler: 'single', checkpointId: 'c0' },
      split: 'test',
      predictions: [read('ham'), read('spam')],
    },
  },
  { type: 'finished', reason: 'perfect' },
];

function mistakes(count: number): readonly TrainingEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    type: 'mistake',
    labeler: 'single',
    step: 1,
    mistake: {
      row: index + 1,
      exampleId: `row-${index + 1}`,
      fields: [],
      golden: 'ham',
      predicted: 'spam',
      checkpointId: 'c0',
      diagnosis: '',
    },
  }));
}

function done(rows: number): JobProgress {
  return { status: { status: rows === 10 ? 'finished' : 'labeling' }, done: rows, total: 10, counts: [], unread: 0 };
}

type Script = Partial<LabelerScript> & {
  readonly isLocked?: () => boolean;
  readonly fetchFile?: (path: string) => Promise<Blob>;
};

/** A studio on memory storage and a scripted labeler, with timers that run when the test says so. */
async function open(script: Script = {}, { storage = createMemoryStorage(), life = 1 } = {}) {
  const labeler = scriptedLabeler({ table: () => ok(mails), ...script });
  const timers = new Set<() => void>();
  const saves = new Set<() => void>();
  const setTimer = (run: () => void, into: Set<() => void>) => {
    into.add(run);
    return () => void into.delete(run);
  };
  const now = () => '2026-01-02T03:04:05.000Z';
  let held = '';
  const store = createStudio({
    ...absentDevices,
    models: {
      model: () => scriptedModel({ replies: [] }),
      configure: () => {},
      onCall: () => () => {},
      onTotals: () => () => {},
      onStatus: () => () => {},
      ...noLocalModels,
    },
    repository: storage.projects,
    device: storage.device,
    createSaver: createAutosave({
      repository: storage.projects,
      now,
      setTimer: (_, run) => setTimer(run, saves),
      notKept: null,
    }),
    readProjectFile: () => Promise.reject(new Error('No file is read here.')),
    requestPersistence: () => {},
    loadLabeler: async () => labeler,
    fetchFile: script.fetchFile ?? ((path) => Promise.reject(new Error(`Expected the file ${path}, got HTTP 404.`))),
    async withLock(name, work) {
      if (script.isLocked?.() || held === name) return false;
      held = name;
      try {
        await work();
      } finally {
        held = '';
      }
      return true;
    },
    setTimer: (_, run) => setTimer(run, timers),
    newId: countingIds(`life${life}-`),
    now,
  });
  const { actions } = store.getState();
  await actions.project.boot();
  await actions.project.flush();
  let changes = 0;
  store.subscribe(({ project }, before) => {
    if (project !== before.project) changes += 1;
  });
  return {
    state: () => store.getState(),
    actions,
    label: actions.label,
    calls: (method: string) => labeler.calls.filter((call) => call.method === method),
    changes: () => changes,
    clock: {
      /** Runs every timer that waits, and what comes of it. */
      async pass() {
        for (const run of [...timers]) {
          timers.delete(run);
          run();
        }
        await turns();
      },
    },
    /** The page as it is found after it was left and opened again. */
    async reload(next: Script = {}) {
      await actions.project.flush();
      return open(next, { storage, life: life + 1 });
    },
  };
}

/** With a training file that was read and checked. */
async function ready(script: Script = {}) {
  const opened = await open(script);
  await opened.label.chooseFile('training', csv('mails.csv'));
  await opened.clock.pass();
  return opened;
}

/** With a finished run: one rule, and every validation row read as spam. */
async function trained(script: Script = {}) {
  const opened = await ready({ training: [[{ tells: finishedRun }]], ...script });
  await opened.label.train();
  await opened.clock.pass();
  return opened;
}

type State = Awaited<ReturnType<typeof open>>['state'];

function work(state: State) {
  const { labeler } = state().project;
  if (labeler === null) throw new Error('Expected a project with a labeler.');
  return labeler;
}

function present(state: State) {
  const { runs, currentRunId } = work(state);
  return runs.find(({ id }) => id === currentRunId);
}

function single(state: State) {
  return present(state)?.labelers[0];
}

function evaluationsOf(state: State, checkpointId: string | undefined): readonly Evaluation[] {
  return (present(state)?.evaluations ?? []).filter(
    ({ of }) => of.kind === 'checkpoint' && of.checkpointId === checkpointId,
  );
}

function csv(name: string): File {
  return new File(['text,kind\nBuy now,spam\n'], name);
}

function gate() {
  let open = () => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

/** Lets pending promises run. */
async function turns(count = 4) {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function until(holds: () => boolean) {
  for (let turn = 0; turn < 100; turn += 1) {
    if (holds()) return;
    await turns(1);
  }
  throw new Error('It never came to hold.');
}

import { beforeAll, describe, expect, it } from 'vitest';
import type { TableSummary } from './core/dataset/table';
import type { JobProgress, LabelerPort } from './core/labeler/labeler-port';
import type { Prediction } from './core/labeler/prediction/prediction';
import type { RuleMutation } from './core/labeler/rules/rulebook';
import type { EvaluatedRow } from './core/labeler/run/labeler-run';
import type { TrainingEvent } from './core/labeler/run/training-event';
import { ok } from './core/result';
import { createAutosave } from './persistence/autosave';
import { createMemoryStorage } from './persistence/memory-storage';
import { createStudio } from './store/create-studio';
import { correctionsOf } from './store/label/corrections';
import { loadLabel } from './store/label/lazy-label-actions';
import { absentDevices, noLocalModels } from './testing/absent-devices';
import { countingIds } from './testing/builders';
import { type LabelerScript, scriptedLabeler } from './testing/scripted-labeler';
import { scriptedModel } from './testing/scripted-model';

// Fetched at the first use otherwise, which takes more turns than these tests wait for.
beforeAll(loadLabel);

describe('a corrected label', () => {
  it('is not laid over a row of the same number in an export that only has another order', async () => {
    const { work, label } = await trained({ table: (call) => ok(call === 0 ? mails : reordered) });
    label.correctLabel('row-2', 'spam');
    await label.chooseFile('training', csv('mails.csv'));
    expect(work().corrections).toEqual({});
  });

  it('stays when the same file is read in another way, with fewer rows', async () => {
    const { work, label } = await trained({ table: (call) => ok(call === 0 ? mails : { ...mails, rowCount: 9 }) });
    label.correctLabel('row-2', 'spam');
    await label.changeReadOptions('training', { ragged: 'keep' });
    expect(work().corrections).toEqual({ 'row-2': 'spam' });
  });

  it('is not written for the present file when the run on the screen was trained on another', async () => {
    const { state, work, label } = await trained({ table: (call) => ok(call === 0 ? mails : letters) });
    await label.chooseFile('training', csv('letters.csv'));
    label.correctLabel('row-2', 'spam');
    expect(work().corrections).toEqual({});
    expect(state().notices.at(-1)?.body).toContain('“mails.csv”');
  });

  it('holds for the run that was trained with it, and not for one on another file', async () => {
    const { work, label } = await trained({
      training: [[{ tells: run }], [{ tells: run }], [{ tells: run }]],
      table: (call) => ok(call === 0 ? mails : letters),
    });
    label.correctLabel('row-2', 'spam');
    await label.train();
    await label.chooseFile('training', csv('letters.csv'));
    await label.train();
    label.correctLabel('row-1', 'ham');
    const [, second, third] = work().runs;
    if (second === undefined || third === undefined) throw new Error('Expected three runs.');
    expect(correctionsOf(work(), second)).toEqual({ 'row-2': 'spam' });
    expect(correctionsOf(work(), third)).toEqual({ 'row-1': 'ham' });
  });

  it('of a test file is put aside with the file, and not laid over the rows of the next one', async () => {
    const { state, work, label } = await ready({
      training: [[{ tells: run }]],
      table: (call) => ok(call < 2 ? mails : letters),
    });
    await label.chooseFile('test', csv('mails.csv'));
    await label.train();
    label.correctLabel('test:row-8', 'spam');
    label.correctLabel('row-2', 'spam');
    label.removeTestFile();
    expect(work().corrections).toHaveProperty('test:row-8');
    await label.chooseFile('test', csv('letters.csv'));
    expect(work().corrections).toEqual({ 'row-2': 'spam' });
    expect(state().notices.at(-1)?.details).toEqual(['test:row-8: spam']);
  });

  it('is put aside, and told, when another column gives the rows their ids or their labels', async () => {
    for (const change of [{ idColumn: 'text' }, { labelColumn: 'text' }]) {
      const { state, work, label } = await trained();
      label.correctLabel('row-2', 'spam');
      label.changeMapping({ taskDescription: 'Is it spam?' });
      expect(work().corrections).toEqual({ 'row-2': 'spam' });
      label.changeMapping(change);
      expect(work().corrections).toEqual({});
      expect(state().notices.at(-1)?.details).toEqual(['row-2: spam']);
    }
  });
});

describe('a run that a copy of its project has too', () => {
  it('is not gone on with in both at once, which would pay for the same calls twice', async () => {
    const never = new Promise<never>(() => {});
    const locks = new Set<string>();
    const { label, work, actions, calls, state } = await ready({
      training: [[{ tells: begun }, { waits: never }]],
      locks,
    });
    const training = label.train();
    await turns();
    await actions.project.duplicateProject();
    await training;
    const [copied] = work().runs;
    expect(copied?.status).toEqual({ status: 'interrupted' });
    // The first project goes on in another tab.
    locks.add(`label/run/${copied?.id}`);
    await label.resume();
    expect(calls('train')).toHaveLength(1);
    expect(state().notices.at(-1)?.title).toMatch(/another tab/);
    expect(work().runs[0]?.status).toEqual({ status: 'interrupted' });
  });
});

describe('a proposal', () => {
  it('does not write over a rule that was edited since, and says that it is outdated', async () => {
    const mutation: RuleMutation = {
      kind: 'edit',
      label: 'spam',
      ruleId: 'r1',
      was: 'It sells.',
      text: 'It sells a lot.',
    };
    const { state, work, label } = await trained({ proposals: () => Promise.resolve(ok([mutation])) });
    await label.giveReason('row-2', 'My aunt wrote it.');
    label.editRule('single', { ruleId: 'r1', text: 'It sells watches.' });
    label.applyProposal('row-2', mutation);
    expect(work().runs[0]?.labelers[0]?.checkpoints.at(-1)).toMatchObject({ mutation: { text: 'It sells watches.' } });
    expect(state().label.reasons['row-2']).toMatchObject({
      status: 'failed',
      reason: 'My aunt wrote it.',
      message: expect.stringContaining('outdated'),
    });
  });
});

describe('a file of new rows', () => {
  it('goes on with the single labeler that it began with when the run has got experts since', async () => {
    const { label, work, calls } = await stoppedJob();
    await label.resume();
    expect(work().runs[0]?.labelers).toHaveLength(2);
    await label.resumeJob();
    expect(calls('labelRows')).toHaveLength(2);
    expect(calls('labelRows')[1]).toMatchObject({ classifier: { experts: [] } });
  });

  it('does not go on with other rules when those that it began with are gone', async () => {
    const { label, work, calls } = await stoppedJob();
    label.removeRun(work().runs[0]?.id ?? '');
    await label.resumeJob();
    expect(calls('labelRows')).toHaveLength(1);
    expect(work().jobs[0]?.status).toMatchObject({ status: 'failed', message: expect.stringMatching(/gone/) });
  });

  it('shows the rows of each file in its own place, whichever comes first', async () => {
    const slowly = gate();
    const { state, label, work } = await stoppedJob({
      jobs: [[{ tells: [labeling] }], [{ tells: [labeling] }]],
      jobRows: (call) => (call === 0 ? slowly.promise : Promise.resolve()),
    });
    await label.labelRows(inputs);
    const [one, two] = work().jobs.map(({ id }) => id);
    const slow = label.showJobRows(one ?? '', { from: 0, count: 2 });
    await label.showJobRows(two ?? '', { from: 0, count: 2 });
    slowly.open();
    await slow;
    const { jobRows } = state().label;
    expect(Object.keys(jobRows).toSorted()).toEqual([one, two].toSorted());
  });

  it('that is removed is gone from the stored project before its rows are', async () => {
    const jobsThen: number[] = [];
    const { label, work, storage, state, actions } = await stoppedJob({
      async removeJob() {
        const stored = await storage.projects.load(state().project.id);
        jobsThen.push(stored?.project.labeler?.jobs.length ?? -1);
      },
    });
    await actions.project.flush();
    await label.removeJob(work().jobs[0]?.id ?? '');
    expect(jobsThen).toEqual([0]);
  });

  it('asks the batch service for the safety settings of this device', async () => {
    const { label, actions, state, calls } = await trained();
    await label.chooseFile('rows', csv('new.csv'));
    const safety = { ...state().settings.gemini.safety, harassment: 'block-none' } as const;
    actions.services.updateGemini({ safety });
    await label.batchFile(inputs);
    await label.importBatch(new File(['x'], 'results.jsonl'), inputs);
    expect(calls('batchFile')[0]).toMatchObject({ safety });
    expect(calls('importBatch')[0]).toMatchObject({ safety });
  });
});

describe('taking the version of another tab', () => {
  it('leaves nothing on the screen that waits for an answer that will not come', async () => {
    const never = new Promise<never>(() => {});
    const { state, label, actions, storage, calls, clock } = await trained({
      proposals: () => never,
      training: [[{ tells: run }], [{ waits: never }]],
      table: (call) => (call === 0 ? ok(mails) : never),
    });
    await actions.project.flush();
    const { project } = state();
    const { labeler } = project;
    if (labeler === null || labeler.setup.mapping === null) throw new Error('Expected a project with a mapping.');
    const mapping = { ...labeler.setup.mapping, taskDescription: 'Theirs' };
    const theirs = { ...project, labeler: { ...labeler, setup: { ...labeler.setup, mapping } } };
    const version = state().save.state === 'saved' ? await storage.version(project.id) : 0;
    await storage.projects.save({ project: theirs, previous: null, expectedVersion: version });
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
    expect(calls('checkSetup').at(-1)).toMatchObject({ mapping: { taskDescription: 'Theirs' } });
  });
});

const inputs = [{ name: 'text', column: 'text' }];

const mails: TableSummary = {
  name: 'mails.csv',
  size: 100,
  format: { kind: 'delimited', delimiter: ',', encoding: 'utf-8' },
  columns: ['text', 'kind'].map((name) => ({ name, blank: 0, values: null, numbers: null, meanWords: 1 })),
  rowCount: 10,
  problems: { count: 0, shown: [], kept: false },
  preview: [
    ['Buy now', 'spam'],
    ['Dear nephew', 'ham'],
  ],
};
const reordered: TableSummary = { ...mails, preview: mails.preview.toReversed() };
const letters: TableSummary = { ...mails, name: 'letters.csv' };

const rulebook = {
  task: 'Spam or ham.',
  labels: [
    { label: 'spam', rules: [{ id: 'r1', text: 'It sells.' }] },
    { label: 'ham', rules: [] },
  ],
};
const row = (n: number, golden: string): EvaluatedRow => ({ id: `row-${n}`, row: n, fields: [], golden });
const misread: Prediction = { label: 'spam', outcome: 'read', ruleId: 'r1' };

function rulesOf(labeler: string, region: Extract<TrainingEvent, { type: 'labeler' }>['region']) {
  const checkpointId = `${labeler}-0`;
  const step = { step: 0, mistakes: [], read: 0, unread: 0, challengerIds: [], rejected: [], beamIds: [checkpointId] };
  return [
    { type: 'labeler', key: labeler, region },
    { type: 'checkpoint', labeler, checkpoint: { id: checkpointId, step: 0, score: null, parentId: null, rulebook } },
    { type: 'step', labeler, step: { ...step, championId: checkpointId }, predictions: [misread, misread] },
  ] as const satisfies readonly TrainingEvent[];
}

const begun: readonly TrainingEvent[] = [
  {
    type: 'started',
    estimate: { calls: 40, tokens: 4000, seconds: 20 },
    validation: [row(1, 'spam'), row(2, 'ham')],
    test: [],
  },
  ...rulesOf('single', null),
];
const run: readonly TrainingEvent[] = [...begun, { type: 'finished', reason: 'perfect' }];
const withExperts: readonly TrainingEvent[] = [
  ...begun,
  ...rulesOf('expert-1', { rows: 9, centroid: [1, 0], nearestCosine: 0.2, words: [] }),
  { type: 'finished', reason: 'perfect' },
];
const labeling: JobProgress = { status: { status: 'labeling' }, done: 4, total: 10, counts: [], unread: 0 };

type Script = Partial<LabelerScript> & {
  /** When the so-manieth call is answered. */
  readonly jobRows?: (call: number) => Promise<void>;
  readonly removeJob?: () => Promise<void>;
  /** Names of the locks that are held. */
  readonly locks?: Set<string>;
};

/** A studio on memory storage and a scripted labeler, with timers that run when the test says so. */
async function open({
  jobRows = async () => {},
  removeJob = async () => {},
  locks = new Set(),
  ...script
}: Script = {}) {
  const scripted = scriptedLabeler({ table: () => ok(mails), ...script });
  let rowsCalls = 0;
  const labeler: LabelerPort = {
    ...scripted,
    async jobRows() {
      rowsCalls += 1;
      await jobRows(rowsCalls - 1);
      return [];
    },
    removeJob,
  };
  const storage = createMemoryStorage();
  const timers = new Set<() => void>();
  const setTimer = (_ms: number, run: () => void) => {
    timers.add(run);
    return () => void timers.delete(run);
  };
  const now = () => '2026-01-02T03:04:05.000Z';
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
    createSaver: createAutosave({ repository: storage.projects, now, setTimer: () => () => {}, notKept: null }),
    readProjectFile: () => Promise.reject(new Error('No file is read here.')),
    requestPersistence: () => {},
    loadLabeler: async () => labeler,
    fetchFile: () => Promise.reject(new Error('Nothing is fetched here.')),
    async withLock(name, work) {
      if (locks.has(name)) return false;
      locks.add(name);
      await work().finally(() => locks.delete(name));
      return true;
    },
    setTimer,
    newId: countingIds('id-'),
    now,
  });
  const { actions } = store.getState();
  await actions.project.boot();
  await actions.project.flush();
  const state = () => store.getState();
  return {
    state,
    actions,
    label: actions.label,
    storage: {
      ...storage,
      version: async (id: string) => (await storage.projects.load(id))?.version ?? 0,
    },
    calls: (method: string) =>
      scripted.calls.filter((call) => call.method === method).map(({ given }) => given as Record<string, unknown>),
    work() {
      const { labeler: present } = state().project;
      if (present === null) throw new Error('Expected a project with a labeler.');
      return present;
    },
    clock: {
      async pass() {
        for (const timer of [...timers]) {
          timers.delete(timer);
          timer();
        }
        await turns();
      },
    },
  };
}

async function ready(script: Script = {}) {
  const opened = await open(script);
  await opened.label.chooseFile('training', csv('mails.csv'));
  await opened.clock.pass();
  return opened;
}

async function trained(script: Script = {}) {
  const opened = await ready({ training: [[{ tells: run }]], ...script });
  await opened.label.train();
  await opened.clock.pass();
  return opened;
}

/** A run that was stopped before it had experts, and a file that was stopped while it was labeled by it. */
async function stoppedJob(script: Script = {}) {
  const never = new Promise<never>(() => {});
  const opened = await ready({
    training: [[{ tells: begun }, { waits: never }], [{ tells: withExperts }]],
    jobs: [[{ tells: [labeling] }, { waits: never }], [{ tells: [{ ...labeling, status: { status: 'finished' } }] }]],
    ...script,
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
async function turns(count = 6) {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

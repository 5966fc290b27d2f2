import type { TableSummary } from '../core/dataset/table';
import type { Prediction } from '../core/labeler/prediction/prediction';
import type { Rulebook } from '../core/labeler/rules/rulebook';
import type { Checkpoint, EvaluatedRow, LabelerRun, LabelerWork, Step } from '../core/labeler/run/labeler-run';
import type { TrainingEvent } from '../core/labeler/run/training-event';
import { ok } from '../core/result';
import type { WorkPort } from '../core/work-port';
import { countingIds, wordColumn } from './builders';
import { heldLocks } from './held-locks';
import { memoryStorage, type OpenedStudio, openStudio, type StudioGiven } from './open-studio';
import { type LabelerScript, scriptedLabeler } from './scripted-labeler';
import { turns } from './turns';

export interface LabelGiven
  extends Partial<LabelerScript>,
    Pick<StudioGiven, 'storage' | 'fetchFile' | 'withLock' | 'newId'> {
  /** What the labeler does in another way than its script. */
  readonly labeler?: { readonly [Part in keyof WorkPort]?: Partial<WorkPort[Part]> };
  /** Names of the locks that are held. */
  readonly locks?: Set<string>;
}

/** A studio with a scripted labeler, which reads a file of mails, and with timers that run when the test says so. */
export async function openLabel(given: LabelGiven = {}) {
  const { labeler: otherwise, locks = new Set(), storage = memoryStorage(), ...script } = given;
  // Fetched at the first use otherwise, which takes more turns than a test waits for.
  await import('../store/label/create-label-actions');
  const labeler = scriptedLabeler({ table: () => ok(mails), ...script });
  const timers = new Set<() => void>();
  const opened = await openStudio({
    loadWork: async () => ({
      tables: { ...labeler.tables, ...otherwise?.tables },
      trainer: { ...labeler.trainer, ...otherwise?.trainer },
      jobs: { ...labeler.jobs, ...otherwise?.jobs },
      tuning: labeler.tuning,
      playground: labeler.playground,
    }),
    fetchFile: script.fetchFile ?? ((path) => Promise.reject(new Error(`Expected the file ${path}, got HTTP 404.`))),
    withLock: script.withLock ?? heldLocks(locks),
    setTimer(_ms, run) {
      timers.add(run);
      return () => void timers.delete(run);
    },
    newId: script.newId ?? countingIds('life1-'),
    storage,
  });
  const { actions } = opened;
  return {
    ...opened,
    label: actions.label,
    calls: labeler.called,
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
    async reload(next: LabelGiven = {}) {
      await actions.project.flush();
      return openLabel({ storage, newId: countingIds('life2-'), ...next });
    },
  };
}

/** With a training file that was read and checked. */
export async function withTrainingFile(given: LabelGiven = {}) {
  const opened = await openLabel(given);
  await opened.label.chooseFile('training', csv('mails.csv'));
  await opened.clock.pass();
  return opened;
}

/** With a finished run: one rule, and every validation row read as spam. */
export async function trained(given: LabelGiven = {}) {
  const opened = await withTrainingFile({ training: [[{ tells: finishedRun }]], ...given });
  await opened.label.train();
  await opened.clock.pass();
  return opened;
}

/** What is in it does not matter: the script says what is read. */
export function csv(name: string): File {
  return new File(['text,kind\nBuy now,spam\n'], name);
}

/** What the open project holds of Label. */
export function work(state: OpenedStudio['state']): LabelerWork {
  const { labeler } = state().project;
  if (labeler === null) throw new Error('Expected a project with a labeler.');
  return labeler;
}

/** The run on the screen. */
export function present(state: OpenedStudio['state']): LabelerRun | undefined {
  const { runs, currentRunId } = work(state);
  return runs.find(({ id }) => id === currentRunId);
}

/** A mail a row: what it says, and what it is. */
export const mails: TableSummary = {
  name: 'mails.csv',
  size: 100,
  format: { kind: 'delimited', delimiter: ',', encoding: 'utf-8' },
  columns: [
    { name: 'text', blank: 0, values: null, numbers: null, meanWords: 12 },
    wordColumn('kind', { ham: 6, spam: 4 }),
  ],
  rowCount: 10,
  problems: { count: 0, shown: [], kept: false },
  preview: [
    ['Buy now', 'spam'],
    ['Dear nephew', 'ham'],
  ],
};

export const rulebook: Rulebook = {
  task: 'Spam or ham.',
  labels: [
    { label: 'spam', rules: [{ id: 'r1', text: 'It sells something.' }] },
    { label: 'ham', rules: [] },
  ],
};

const row = (n: number, golden: string): EvaluatedRow => ({
  id: `row-${n}`,
  row: n,
  fields: [{ name: 'text', text: `Mail ${n}` }],
  golden,
});
export const read = (label: string): Prediction => ({ label, outcome: 'read' });
export const misread: Prediction = { label: 'spam', outcome: 'read', ruleId: 'r1' };
export const firstCheckpoint: Checkpoint = { id: 'c0', step: 0, score: null, parentId: null, rulebook };
export const firstStep: Step = {
  step: 0,
  mistakes: [],
  read: 0,
  unread: 0,
  challengerIds: [],
  rejected: [],
  championId: 'c0',
  beamIds: ['c0'],
};

export const started: readonly TrainingEvent[] = [
  {
    type: 'started',
    estimate: { calls: 40, tokens: 4000, seconds: 20 },
    validation: [row(1, 'spam'), row(2, 'ham'), row(3, 'spam')],
    test: [row(8, 'ham'), row(9, 'spam')],
  },
  { type: 'labeler', key: 'single', region: null },
];
export const begunRun: readonly TrainingEvent[] = [
  ...started,
  { type: 'checkpoint', labeler: 'single', checkpoint: firstCheckpoint },
  { type: 'step', labeler: 'single', step: firstStep, predictions: [misread, misread, misread] },
];
export const finishedRun: readonly TrainingEvent[] = [
  ...begunRun,
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

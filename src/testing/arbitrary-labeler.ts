import fc from 'fast-check';
import type { DatasetRef } from '../core/dataset/dataset-ref';
import { encodings } from '../core/dataset/encoding';
import type { Field } from '../core/dataset/example';
import type { Mapping } from '../core/dataset/mapping';
import { delimiters, type ReadOptions, type TableNote, type TableSummary } from '../core/dataset/table';
import type { JobStatus } from '../core/jobs/job-status';
import { type Prediction, predictionOutcomes } from '../core/labeler/prediction/prediction';
import type { Rulebook, RuleMutation } from '../core/labeler/rules/rulebook';
import type { Hyperparameters } from '../core/labeler/run/hyperparameters';
import type {
  Checkpoint,
  CheckpointScore,
  EvaluatedRow,
  Evaluation,
  LabelerRun,
  LabelerSetup,
  LabelerUse,
  LabelerWork,
  LabelJob,
  Mistake,
  Rejected,
  RunSettings,
  RunStatus,
  SuspectedLabel,
  TrainedLabeler,
} from '../core/labeler/run/labeler-run';
import type { ModelErrorData } from '../core/model/model-error';
import type { ModelRef } from '../core/model/model-ref';

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 8 }));
const texts = fc.array(text, { maxLength: 3 });
const count = fc.nat({ max: 5000 });
const fraction = fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share + 0); // JSON has no -0
const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const byId = fc
  .array(fc.tuple(fc.oneof(text, fc.constantFrom('__proto__', 'constructor')), text), { maxLength: 3 })
  .map((entries): Readonly<Record<string, string>> => Object.fromEntries(entries));
const model: fc.Arbitrary<ModelRef> = fc.oneof(
  fc.constant({ provider: 'practice' } as const),
  text.map((id) => ({ provider: 'gemini', id }) as const),
);
const error: fc.Arbitrary<ModelErrorData> = fc.record(
  {
    kind: fc.constantFrom('rate-limited-day' as const, 'bad-key' as const),
    code: text,
    message: text,
    until: text,
    partialText: text,
  },
  { requiredKeys: ['kind', 'code', 'message', 'partialText'] },
);

const firstRow = fc.constantFrom('header' as const, 'data' as const);
const mark = fc.constant(true as const);
const read: fc.Arbitrary<ReadOptions> = fc.record(
  {
    delimiter: fc.constantFrom('auto' as const, ...delimiters),
    encoding: fc.constantFrom('auto' as const, ...encodings),
    ragged: fc.constantFrom('skip', 'keep'),
    quotes: fc.constantFrom('csv', 'none'),
    firstRow,
    sheet: text,
  },
  { requiredKeys: ['delimiter', 'encoding', 'ragged'] },
);
const note: fc.Arbitrary<TableNote> = fc.oneof(
  fc.record({ kind: fc.constant('not-utf-8' as const), encoding: fc.constantFrom(...encodings) }),
  fc.record({ kind: fc.constantFrom('no-header' as const, 'backslash-quotes' as const) }),
  fc.record({ kind: fc.constant('left-out' as const), line: count, text }),
  fc.record({ kind: fc.constantFrom('open-quote' as const, 'merged-lines' as const), from: count, to: count }),
);
const format: fc.Arbitrary<TableSummary['format']> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('delimited' as const),
      delimiter: fc.constantFrom(...delimiters),
      encoding: fc.constantFrom(...encodings),
      mark,
      firstRow,
    },
    { requiredKeys: ['kind', 'delimiter', 'encoding'] },
  ),
  fc.record(
    { kind: fc.constantFrom('json' as const, 'jsonl' as const), encoding: fc.constantFrom(...encodings), mark },
    { requiredKeys: ['kind', 'encoding'] },
  ),
  fc.record({ kind: fc.constant('workbook' as const), sheet: text, sheets: texts, firstRow }),
);
const tableFields = {
  name: text,
  size: count,
  format,
  columns: fc.array(
    fc.record(
      {
        name: text,
        header: text,
        blank: count,
        values: fc.option(fc.array(fc.record({ value: text, count }), { maxLength: 2 })),
        numbers: fc.option(fc.record({ min: fraction, max: fraction })),
        meanWords: fraction,
      },
      { requiredKeys: ['name', 'blank', 'values', 'numbers', 'meanWords'] },
    ),
    { maxLength: 3 },
  ),
  rowCount: count,
  problems: fc.record(
    {
      count,
      skipped: count,
      shown: fc.array(fc.record({ line: count, reason: text, kept: mark }, { requiredKeys: ['line', 'reason'] }), {
        maxLength: 2,
      }),
      kept: fc.boolean(),
    },
    { requiredKeys: ['count', 'shown', 'kept'] },
  ),
  lines: count,
  notes: fc.array(note, { maxLength: 2 }),
  preview: fc.array(texts, { maxLength: 2 }),
};
const table: fc.Arbitrary<TableSummary> = fc.record(tableFields, {
  requiredKeys: ['name', 'size', 'format', 'columns', 'rowCount', 'problems', 'preview'],
});
export const arbitraryDataset: fc.Arbitrary<DatasetRef> = fc.record({ id: text, read, table });
const mapping: fc.Arbitrary<Mapping> = fc.record({
  labelColumn: text,
  inputColumns: texts,
  idColumn: fc.option(text),
  groupColumn: fc.option(text),
  taskDescription: text,
  threshold: fc.option(fc.record({ above: fraction, positive: text, negative: text })),
  merged: byId,
});
const from1 = fc.integer({ min: 1, max: 1000 });
const hyperparameters: fc.Arbitrary<Hyperparameters> = fc.record({
  steps: count,
  mistakesPerStep: from1,
  mutationsPerMistake: from1,
  keepBest: from1,
  score: fc.oneof(
    fc.record({ kind: fc.constantFrom('accuracy' as const, 'macro-f1' as const) }),
    fc.record({ kind: fc.constant('label-f1' as const), label: text }),
  ),
  validationExamples: fc.integer({ min: 2, max: 1000 }),
  testExamples: fc.integer({ min: 2, max: 1000 }),
  truncateWords: from1,
  trainTemperature: fraction,
  evalTemperature: fraction,
  seed: count,
  examplesPerCall: from1,
  examplesPerFirstRule: from1,
  patience: fc.option(from1),
  callBudget: fc.option(count),
  experts: fc.oneof(from1, fc.constant('auto' as const)),
});
const setup: fc.Arbitrary<LabelerSetup> = fc.record({
  training: fc.option(arbitraryDataset),
  test: fc.option(arbitraryDataset),
  rows: fc.option(arbitraryDataset),
  mapping: fc.option(mapping),
  hyperparameters,
  trainModel: fc.option(model),
  evalModel: fc.option(model),
});
const settingsFields = {
  training: arbitraryDataset,
  test: fc.option(arbitraryDataset),
  mapping,
  hyperparameters,
  trainModel: model,
  evalModel: model,
  corrections: byId,
};
const settings: fc.Arbitrary<RunSettings> = fc.oneof(
  fc.record(settingsFields),
  fc.record({ ...settingsFields, embeddingModel: model }),
);

const fields: fc.Arbitrary<readonly Field[]> = fc.array(fc.record({ name: text, text }), { maxLength: 2 });
const row: fc.Arbitrary<EvaluatedRow> = fc.record({ id: text, row: count, fields, golden: text });
const prediction: fc.Arbitrary<Prediction> = fc.record(
  {
    label: fc.option(text),
    outcome: fc.constantFrom(...predictionOutcomes),
    ruleId: text,
    confidence: fraction,
    expert: count,
  },
  { requiredKeys: ['label', 'outcome'] },
);
const mistake: fc.Arbitrary<Mistake> = fc.record(
  {
    row: count,
    exampleId: text,
    fields,
    golden: text,
    predicted: text,
    ruleId: text,
    checkpointId: text,
    diagnosis: text,
  },
  { requiredKeys: ['row', 'exampleId', 'fields', 'golden', 'predicted', 'checkpointId', 'diagnosis'] },
);
const rejected: fc.Arbitrary<Rejected> = fc.record({
  text,
  label: text,
  row: count,
  reason: fc.oneof(
    fc.record({ kind: fc.constant('quotes-row' as const), shared: text }),
    fc.record({ kind: fc.constantFrom('already-there' as const, 'last-rule' as const, 'not-mended' as const) }),
    fc.record({ kind: fc.constant('unreadable' as const), why: text }),
  ),
});
const rulebook: fc.Arbitrary<Rulebook> = fc.record({
  task: text,
  labels: fc.array(texts, { minLength: 2, maxLength: 3 }).map((labels) =>
    labels.map((rules, index) => ({
      label: `label-${index}`,
      rules: rules.map((rule, n) => ({ id: `rule-${index}-${n}`, text: rule })),
    })),
  ),
});
const mutation: fc.Arbitrary<RuleMutation> = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), label: text, rule: fc.record({ id: text, text }) }),
  fc.record({ kind: fc.constant('edit' as const), label: text, ruleId: text, was: text, text }),
  fc.record({ kind: fc.constant('delete' as const), label: text, ruleId: text, was: text }),
);
const score: fc.Arbitrary<CheckpointScore> = fc.record({
  value: fraction,
  low: fraction,
  high: fraction,
  read: count,
  correct: count,
  fixed: count,
  broken: count,
  dropped: fc.boolean(),
});
const checkpointFields = { id: fc.constant(''), step: fc.option(count), score: fc.option(score) };
/** Each has an earlier one as its parent. */
const checkpoints: fc.Arbitrary<readonly Checkpoint[]> = fc
  .tuple(
    fc.record({ ...checkpointFields, parentId: fc.constant(null), rulebook }),
    fc.array(fc.record({ ...checkpointFields, parentId: fc.nat(), mutation, because: fc.option(mistake) }), {
      maxLength: 4,
    }),
  )
  .map(([first, others]) => [
    { ...first, id: 'checkpoint-0' },
    ...others.map((other, index) => ({
      ...other,
      id: `checkpoint-${index + 1}`,
      parentId: `checkpoint-${other.parentId % (index + 1)}`,
    })),
  ]);
const regionFields = {
  rows: count,
  centroid: fc.array(fraction, { maxLength: 3 }),
  nearestCosine: fraction,
  words: texts,
};
const labeler: fc.Arbitrary<TrainedLabeler> = fc
  .record({
    region: fc.option(fc.oneof(fc.record(regionFields), fc.record({ ...regionFields, embeddedBy: model }))),
    checkpoints,
    steps: fc.array(fc.record({ mistakes: fc.array(mistake, { maxLength: 2 }), read: count, unread: count }), {
      maxLength: 2,
    }),
    latest: fc.record({
      step: count,
      mistakes: fc.array(mistake, { maxLength: 2 }),
      rejected: fc.array(rejected, { maxLength: 2 }),
    }),
    pick: fc.nat(),
  })
  .map(({ pick, steps, ...rest }) => {
    const ids = rest.checkpoints.map(({ id }) => id);
    const championId = ids[pick % ids.length] ?? 'checkpoint-0';
    return {
      key: 'single',
      ...rest,
      steps: steps.map((step, index) => ({
        ...step,
        step: index,
        challengerIds: ids.slice(1),
        rejected: [],
        championId,
        beamIds: [championId],
      })),
      championId,
      currentId: pick % 2 === 0 ? championId : (ids.at(-1) ?? null),
    };
  });
const suspect: fc.Arbitrary<SuspectedLabel> = fc.record({
  id: text,
  row: count,
  fields,
  golden: text,
  suggested: text,
  agreement: fraction,
  readBy: count,
});
const use: fc.Arbitrary<LabelerUse> = fc.record({
  inputs: texts,
  classify: fc.record({ truncateWords: count, temperature: fraction, seed: count, examplesPerCall: count }),
  trainModel: fc.option(model),
  evalModel: fc.option(model),
});
const status: fc.Arbitrary<RunStatus> = fc.oneof(
  fc.record({ status: fc.constant('paused' as const), error }, { requiredKeys: ['status'] }),
  fc.record({ status: fc.constantFrom('interrupted' as const, 'stopped' as const) }),
  fc.record({
    status: fc.constant('finished' as const),
    reason: fc.constantFrom('all-steps', 'no-improvement', 'perfect', 'call-budget'),
  }),
  fc.record({ status: fc.constant('failed' as const), message: text }),
  fc.record({ status: fc.constant('imported' as const), from: text, use }, { requiredKeys: ['status', 'from'] }),
);
const run: fc.Arbitrary<LabelerRun> = fc
  .record({
    id: fc.constant(''),
    n: fc.constant(0),
    at: instant,
    status,
    settings: fc.option(settings),
    estimate: fc.option(
      fc.record(
        { calls: count, tokens: count, seconds: count, dayShare: fc.double({ min: 0, max: 9, noNaN: true }) },
        { requiredKeys: ['calls', 'tokens', 'seconds'] },
      ),
    ),
    rows: fc.record({ validation: fc.array(row, { maxLength: 2 }), test: fc.array(row, { maxLength: 2 }) }),
    labelers: fc
      .array(labeler, { minLength: 1, maxLength: 2 })
      .map((labelers) => labelers.map((one, index) => (index === 0 ? one : { ...one, key: `expert-${index}` }))),
    evaluations: fc.array(
      fc.record({ split: fc.constantFrom('validation', 'test'), prediction: fc.option(prediction) }),
      {
        maxLength: 2,
      },
    ),
    suspects: fc.array(suspect, { maxLength: 1 }),
    spent: fc.record({ calls: count, inputTokens: count, outputTokens: count, reused: count }),
    faults: fc.array(fc.record({ kind: text, count, message: text }), { maxLength: 2 }),
    abstainBelow: fc.option(fraction),
  })
  .map(({ evaluations, abstainBelow, ...rest }) => ({
    ...rest,
    ...(abstainBelow === null ? {} : { abstainBelow }),
    evaluations: evaluations.map(
      ({ split, prediction: each }, index): Evaluation => ({
        of:
          index === 0 ? { kind: 'checkpoint', labeler: 'single', checkpointId: 'checkpoint-0' } : { kind: 'untrained' },
        split,
        predictions: rest.rows[split].map(() => each),
      }),
    ),
  }));
/** With nothing under way. */
export const arbitraryJobStatus: fc.Arbitrary<JobStatus> = fc.oneof(
  fc.record({ status: fc.constantFrom('interrupted' as const, 'stopped' as const, 'finished' as const) }),
  fc.record({ status: fc.constant('paused' as const), error }, { requiredKeys: ['status'] }),
  fc.record({ status: fc.constant('failed' as const), message: text }),
);

const wholeJob: fc.Arbitrary<LabelJob> = fc.record({
  id: fc.constant(''),
  name: text,
  at: instant,
  dataset: arbitraryDataset,
  inputs: fc.array(fc.record({ name: text, column: text }), { maxLength: 2 }),
  runId: text,
  checkpointId: text,
  expertCheckpointIds: texts,
  evalModel: model,
  status: arbitraryJobStatus,
  done: count,
  total: count,
  counts: fc.array(fc.record({ label: text, count }), { maxLength: 2 }),
  unread: count,
});

const job: fc.Arbitrary<LabelJob> = fc
  .tuple(
    wholeJob,
    fc.option(fc.record({ abstainBelow: fraction, abstained: count }, { requiredKeys: ['abstainBelow'] })),
  )
  .map(([whole, held]) => ({ ...whole, ...held }));

/** Any labeler of a project that the app can make, with nothing under way. */
export const arbitraryLabeler: fc.Arbitrary<LabelerWork> = fc
  .record({
    setup,
    runs: fc
      .array(run, { maxLength: 2 })
      .map((runs) => runs.map((one, index) => ({ ...one, id: `labeler-run-${index}`, n: index + 1 }))),
    corrections: byId,
    jobs: fc.array(job, { maxLength: 2 }).map((jobs) => jobs.map((one, index) => ({ ...one, id: `job-${index}` }))),
  })
  .map((work) => ({ ...work, currentRunId: work.runs.at(-1)?.id ?? null }));

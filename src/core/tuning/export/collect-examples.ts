import { own } from '../../own';
import type { MadeRow, RowEdit } from '../run/made-row';
import { defaultTuningSettings } from '../run/tuning-settings';
import type { TuningRun } from '../run/tuning-work';
import type { ExportRequest, RowFlag } from '../tuning-port';
import { examplesOf, isOfOtherHalf, type RowExamples } from './examples-of';
import { formatOf } from './formats';
import type { LeftOutReason } from './left-out';
import { validationKeys } from './split';
import { createStatistics } from './statistics-of';
import type { TrainingExample } from './training-example';
import type { TuningStatistics } from './tuning-statistics';

/** All rows of a run, in order, some at a time. */
export type RowsOfRun = (run: TuningRun) => AsyncIterable<readonly MadeRow[]>;

export interface CollectedExamples {
  /** In the order of the runs and of their prompts; what Align and Chat hold comes last. */
  readonly training: readonly TrainingExample[];
  readonly validation: readonly TrainingExample[];
  /** Of the split: that of the oldest run. */
  readonly seed: number;
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
  /** Of rows that are in it. */
  readonly flags: Readonly<Partial<Record<RowFlag, number>>>;
  /** Ids of the prompts whose texts the author has changed. */
  readonly edited: readonly string[];
  /** Of all rows; null where nobody asks for it. */
  readonly statistics: TuningStatistics | null;
}

export async function collectExamples(
  request: ExportRequest,
  { rows, withStatistics }: { readonly rows: RowsOfRun; readonly withStatistics: boolean },
): Promise<CollectedExamples> {
  const { runs, edits, settings } = request;
  const statistics = withStatistics ? createStatistics(runs) : null;
  const examples: TrainingExample[] = [];
  const leftOut: Partial<Record<LeftOutReason, number>> = {};
  const flags: Partial<Record<RowFlag, number>> = {};

  function take(found: RowExamples): boolean {
    if ('leftOut' in found) leftOut[found.leftOut] = (leftOut[found.leftOut] ?? 0) + 1;
    else for (const example of found.examples) examples.push(example);
    return 'examples' in found;
  }

  for (const run of runs) {
    const ofRun = own(edits, run.id) ?? {};
    for await (const piece of rows(run)) {
      for (const row of piece) {
        const edit = own(ofRun, String(row.row));
        statistics?.add(row, edit, run);
        if (!take(examplesOf(row, { run, edit, settings }))) continue;
        for (const flag of flagsLeft(row, edit, settings.lateDifference)) flags[flag] = (flags[flag] ?? 0) + 1;
      }
    }
  }
  if (settings.includeFeedback) for (const example of request.feedback) take(ofFeedback(example, request));

  const seed = runs[0]?.settings.seed ?? defaultTuningSettings.seed;
  const keys = new Set(examples.map(({ promptKey }) => promptKey));
  const validating = validationKeys(keys, { share: settings.validationShare, seed });
  return {
    training: examples.filter(({ promptKey }) => !validating.has(promptKey)),
    validation: examples.filter(({ promptKey }) => validating.has(promptKey)),
    seed,
    leftOut,
    flags,
    edited: [...new Set(examples.filter(({ isEdited }) => isEdited).map(({ id }) => id))],
    statistics: statistics?.result() ?? null,
  };
}

function flagsLeft(
  { flags, differsAt }: MadeRow,
  edit: RowEdit | undefined,
  lateDifference: number,
): readonly RowFlag[] {
  return [
    ...flags,
    ...(differsAt !== undefined && differsAt >= lateDifference ? (['late-difference'] as const) : []),
    ...(edit?.isFlagged ? (['by-hand'] as const) : []),
  ];
}

/** As the kind of data that the format takes: a pair is two texts with a label, and its better one is an answer to learn. */
function ofFeedback(example: TrainingExample, { settings }: ExportRequest): RowExamples {
  const { kind } = formatOf(settings.format);
  if (settings.format === 'constitutional-ai') return { leftOut: 'no-stages' };
  if (isOfOtherHalf(example, settings)) return { leftOut: 'other-half' };
  if (example.kind === kind) return { examples: [example] };
  const { promptKey, id, turns, systemMessage, isEdited } = example;
  const fields = { promptKey, id, turns, systemMessage, isEdited };
  if (example.kind === 'preference' && kind === 'unpaired') {
    const { chosen, rejected } = example;
    const better = { ...fields, kind, completion: chosen, label: true } as const;
    return { examples: [better, { ...fields, kind, completion: rejected, label: false }] };
  }
  if (kind !== 'supervised') return { leftOut: 'no-pair' };
  if (example.kind === 'unpaired' && !example.label) return { leftOut: 'criticised' };
  const completion = example.kind === 'preference' ? example.chosen : example.completion;
  return { examples: [{ ...fields, kind, completion }] };
}

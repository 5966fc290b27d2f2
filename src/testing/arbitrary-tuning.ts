import fc from 'fast-check';
import type { ModelRef } from '../core/model/model-ref';
import type { FileLayout, TuningConstitution } from '../core/tuning/constitution/tuning-constitution';
import { chatTemplates, type ExportSettings, exportFormats } from '../core/tuning/export/export-settings';
import type { RowEdit } from '../core/tuning/run/made-row';
import type { TuningSettings } from '../core/tuning/run/tuning-settings';
import type { PromptSource, TuningRun, TuningWork } from '../core/tuning/run/tuning-work';
import { arbitraryDataset, arbitraryJobStatus } from './arbitrary-labeler';

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 8 }));
const count = fc.nat({ max: 5000 });
const atLeastOne = fc.integer({ min: 1, max: 5000 });
const share = (max: number) => fc.double({ min: 0, max, noNaN: true }).map((value) => value + 0); // JSON has no -0
const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const model: fc.Arbitrary<ModelRef> = fc.oneof(
  fc.constant({ provider: 'practice' } as const),
  text.map((id) => ({ provider: 'gemini', id }) as const),
);

const layout: fc.Arbitrary<FileLayout> = fc.array(fc.record({ key: text, unknown: text }, { requiredKeys: ['key'] }), {
  maxLength: 3,
});

/** Entries of a list, each with an id of its own. */
function entries<Fields extends object>(kind: string, fields: fc.Arbitrary<Fields>) {
  const about = fc.record({ from: fc.record({ principleId: text, wording: text }), layout }, { requiredKeys: [] });
  return fc
    .array(fc.tuple(fields, about), { maxLength: 2 })
    .map((items) => items.map(([own, rest], index) => ({ id: `${kind}-${index}`, ...own, ...rest })));
}

const constitution: fc.Arbitrary<TuningConstitution> = fc.record({
  systemMessages: fc.record({ answer: text, critique: text, revision: text }),
  pairs: entries('pair', fc.record({ critique: text, revision: text })),
  revisionExamples: entries(
    'revision-example',
    fc.record(
      {
        input: text,
        initialAnswer: text,
        critiquePrinciple: text,
        critique: text,
        revisionPrinciple: text,
        revision: text,
      },
      { requiredKeys: ['input', 'initialAnswer', 'critiquePrinciple', 'revisionPrinciple', 'revision'] },
    ),
  ),
  comparisonPrinciples: entries('comparison-principle', fc.record({ text })),
  comparisonExamples: entries(
    'comparison-example',
    fc.record({ task: text, chainOfThought: text, selectedAnswer: text }),
  ),
  layout,
});

const prompts: fc.Arbitrary<PromptSource> = fc.record({
  dataset: fc.option(arbitraryDataset),
  typed: text,
  promptColumn: fc.option(text),
  idColumn: fc.option(text),
  filter: text,
  sample: fc.option(atLeastOne),
  near: share(1),
  duplicates: fc.option(
    fc.record({ equal: fc.array(atLeastOne, { maxLength: 3 }), near: fc.array(atLeastOne, { maxLength: 3 }) }),
  ),
});

const settings: fc.Arbitrary<TuningSettings> = fc.record({
  make: fc.constantFrom('improvement', 'comparison', 'revision-pair'),
  rounds: fc.integer({ min: 1, max: 4 }),
  principles: fc.constantFrom('drawn', 'in-turn', 'chosen'),
  chosenIds: fc.array(text, { maxLength: 2 }),
  maxTokens: fc.record({ answer: atLeastOne, critique: atLeastOne, revision: atLeastOne }),
  seed: fc.integer({ min: 0, max: 2_147_483_647 }),
  comparison: fc.record({
    answersBy: fc.oneof(
      fc.constant({ kind: 'seeds' } as const),
      fc.record({ kind: fc.constant('temperatures' as const), first: share(2), second: share(2) }),
      fc.record({ kind: fc.constant('models' as const), second: model }),
    ),
    judge: fc.option(model),
    judgesPerPair: fc.constantFrom(1, 3, 5),
    judgesBy: fc.constantFrom('principles', 'samples'),
    soften: fc.boolean(),
  }),
});

const run: fc.Arbitrary<TuningRun> = fc
  .record({
    id: fc.constant(''),
    n: fc.constant(0),
    at: instant,
    prompts,
    constitution,
    settings,
    promptModel: model,
    alignmentModel: model,
    estimate: fc.record(
      { calls: count, tokens: count, seconds: share(1e6), dayShare: share(9) },
      { requiredKeys: ['calls', 'tokens', 'seconds'] },
    ),
    status: arbitraryJobStatus,
    done: count,
    total: count,
    passed: fc.record({ answers: count, critiques: count, revisions: count, judgements: count }),
    calls: count,
    tokens: count,
    failed: count,
    broughtIn: fc.option(fc.string(), { nil: undefined }),
  })
  .map(({ total, broughtIn, ...rest }) => ({
    ...rest,
    total: Math.max(total, rest.done),
    ...(broughtIn !== undefined && { broughtIn }),
  }));

const yes = fc.constant(true as const);
const rowEdit: fc.Arbitrary<RowEdit> = fc.record(
  {
    isRejected: yes,
    isFlagged: yes,
    isKept: yes,
    isSwapped: yes,
    round: fc.integer({ min: 1, max: 4 }),
    chosen: text,
    rejected: text,
  },
  { requiredKeys: [] },
);
const rowEdits = fc.dictionary(atLeastOne.map(String), rowEdit, { maxKeys: 3 });

const exported: fc.Arbitrary<ExportSettings> = fc.record({
  format: fc.constantFrom(...exportFormats),
  validationShare: share(0.5),
  systemMessage: fc.boolean(),
  chatTemplate: fc.constantFrom(...chatTemplates),
  removeLineBreaks: fc.boolean(),
  rounds: fc.constantFrom('last', 'all', 'picked'),
  splitByKind: fc.boolean(),
  includeFlipped: fc.boolean(),
  includeFeedback: fc.boolean(),
  includeSelected: fc.boolean(),
  lateDifference: count,
});

/** Any work in Tune that the app can make, with nothing under way. */
export const arbitraryTuning: fc.Arbitrary<TuningWork> = fc
  .record({
    constitution,
    prompts,
    settings,
    runs: fc.array(fc.tuple(run, fc.option(rowEdits)), { maxLength: 2 }),
    exported,
  })
  .map(({ runs, ...rest }) => ({
    ...rest,
    runs: runs.map(([one], index) => ({ ...one, id: `tuning-run-${index}`, n: index + 1 })),
    edits: Object.fromEntries(
      runs.flatMap(([, edits], index) => (edits === null ? [] : [[`tuning-run-${index}`, edits] as const])),
    ),
  }));

import { nothingCalled } from '../calls/spent';
import type { Instant, NewId } from '../effects';
import type { ClassifySettings } from '../labeler/prediction/classifier';
import type { Rulebook } from '../labeler/rules/rulebook';
import { defaultHyperparameters } from '../labeler/run/hyperparameters';
import type { LabelerRun, TrainedLabeler } from '../labeler/run/labeler-run';
import {
  type FileWords,
  type ImportProblem,
  invalid,
  problem,
  readFile,
  readJsonFile,
} from '../project/import-problem';
import { rulebookProblems } from '../project/labeler-integrity';
import type { AnyFile, Steps } from '../project/migrate';
import { describeIssues, describeValue } from '../project/schema-problems';
import { err, ok, type Result } from '../result';
import { checkpointFileSchema, fromCheckpoint } from './labeler-checkpoint-file';
import { labelerFileProblems } from './labeler-file-problems';
import { type LabelerFile, labelerFileKind, labelerFileSchema } from './labeler-file-schema';

export interface ImportedLabeler {
  /** With the status `imported`: its rules label rows and can be edited. */
  readonly run: LabelerRun;
  /** As the file has it; empty where it has none. */
  readonly name: string;
  readonly from: 'labeler' | 'model-alignment';
  /** What was left out or decided, in words; empty when everything in the file is in the run. */
  readonly notes: readonly string[];
}

export interface ImportLabelerDeps {
  readonly newId: NewId;
  readonly at: Instant;
  /** The run's number in its project, from 1. */
  readonly n: number;
  /** Shown as where it comes from. */
  readonly fileName: string;
}

/** As `projectSteps`. */
const labelerSteps: Steps = [];

/** Reads a labeler from the text of a file: our own format, or a checkpoint of the labeler of `model-alignment`. */
export function importLabeler(text: string, deps: ImportLabelerDeps): Result<ImportedLabeler, ImportProblem> {
  const json = readJsonFile(text, labelerWords);
  if (!json.ok) return json;
  const data = json.value;
  // A checkpoint's only field is sometimes written without the checkpoint around it.
  if (Array.isArray(data) && data.length > 0) return importCheckpoint({ attributes: data }, deps);
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return err(wrongKind(describeValue(data)));
  const file = data as AnyFile; // just checked: an object, readable by key
  if (file.kind === labelerFileKind) return importOwn(file, deps);
  if (file.kind === undefined && 'attributes' in file) return importCheckpoint(file, deps);
  return err(wrongKind(file.kind === undefined ? 'no "kind"' : describeValue(file.kind)));
}

function importOwn(file: AnyFile, deps: ImportLabelerDeps): Result<ImportedLabeler, ImportProblem> {
  const read = readFile<LabelerFile>(file, { schema: labelerFileSchema, steps: labelerSteps });
  if (!read.ok) return read;
  const problems = labelerFileProblems(read.value);
  if (problems.length > 0) return err(invalid(problems));
  const { name, rulebook, experts, inputs, classify, abstainBelow, models } = read.value;
  const use = { inputs, classify, trainModel: models.train?.ref ?? null, evalModel: models.eval?.ref ?? null };
  const labelers = [
    imported({ key: 'single', region: null, rulebook }, deps),
    ...experts.map(({ rulebook: own, ...region }, index) =>
      imported({ key: `expert-${index + 1}`, region, rulebook: own }, deps),
    ),
  ];
  const run = {
    ...blankRun(deps),
    labelers,
    status: { status: 'imported', from: deps.fileName, use },
    ...(abstainBelow === undefined || abstainBelow === 0 ? {} : { abstainBelow }),
  } as const;
  return ok({ run, name, from: 'labeler', notes: notesOf(read.value) });
}

function notesOf({ models, scorecard, training }: LabelerFile): readonly string[] {
  return [
    ...(models.eval === null
      ? []
      : [`It labels with ${models.eval.name}. Choose this model as the eval model to get its author's labels.`]),
    ...(scorecard === null
      ? []
      : [
          `In the file, and not in the run, because the rows are not in it: accuracy ${scorecard.accuracy.value.toFixed(3)} and macro F1 ${scorecard.macroF1.value.toFixed(3)} on ${scorecard.total} ${scorecard.split} rows.`,
        ]),
    ...(training === null
      ? []
      : [
          `In the file, and not in the run: how it was trained (on ${training.file}, in ${training.steps} steps and ${training.calls} calls).`,
        ]),
  ];
}

function importCheckpoint(file: AnyFile, deps: ImportLabelerDeps): Result<ImportedLabeler, ImportProblem> {
  const parsed = checkpointFileSchema.safeParse(file);
  if (!parsed.success) return err(invalid(describeIssues(parsed.error.issues, file)));
  // With the fields that the schema does not know, so that they can be named.
  const { rulebook, inputs, notes } = fromCheckpoint({ ...file, ...parsed.data }, deps.newId);
  const problems = rulebookProblems(rulebook, 'attributes');
  if (problems.length > 0) {
    return err(
      invalid([
        `attributes: expected rules for at least two labels, got ${labelsIn(rulebook)}. Name all of them beside "attributes": "label_values": ["…", "…"].`,
      ]),
    );
  }
  const labelers = [imported({ key: 'single', region: null, rulebook }, deps)];
  const use =
    inputs.length === 0 ? {} : { use: { inputs, classify: ancestorsSettings, trainModel: null, evalModel: null } };
  const run = { ...blankRun(deps), labelers, status: { status: 'imported', from: deps.fileName, ...use } } as const;
  return ok({ run, name: '', from: 'model-alignment', notes });
}

function blankRun({ newId, at, n }: ImportLabelerDeps): Omit<LabelerRun, 'labelers' | 'status'> {
  return {
    id: newId(),
    n,
    at,
    settings: null,
    estimate: null,
    rows: { validation: [], test: [] },
    evaluations: [],
    suspects: [],
    spent: nothingCalled,
    faults: [],
  };
}

function imported(
  { key, region, rulebook }: Pick<TrainedLabeler, 'key' | 'region'> & { readonly rulebook: Rulebook },
  { newId }: ImportLabelerDeps,
): TrainedLabeler {
  const id = newId();
  return {
    key,
    region,
    checkpoints: [{ id, step: null, score: null, parentId: null, rulebook }],
    steps: [],
    latest: { step: 0, mistakes: [], rejected: [] },
    championId: id,
    currentId: id,
  };
}

const { truncateWords, evalTemperature, seed, examplesPerCall } = defaultHyperparameters;
/** The defaults are the ancestor's own. */
const ancestorsSettings: ClassifySettings = { truncateWords, temperature: evalTemperature, seed, examplesPerCall };

function labelsIn({ labels }: Rulebook): string {
  if (labels.length === 0) return 'none';
  return labels.map(({ label }) => JSON.stringify(label)).join(', ');
}

const labelerWords: FileWords = {
  noun: 'labeler',
  expected: 'a labeler',
  ifTooLarge: 'Check that it is a labeler, and not the rows that it was trained on.',
};

function wrongKind(found: string): ImportProblem {
  return problem('wrong-kind', 'The file is not a labeler', [
    `Expected "kind" to be "${labelerFileKind}", or a checkpoint with a list "attributes", got ${found}. Choose a file that was made with "Export labeler…", "Labeler JSON". A project is opened with Import.`,
  ]);
}

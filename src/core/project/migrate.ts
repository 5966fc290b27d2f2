import { blankAdherence } from '../adherence/wording-checks';
import { blankRegression } from '../cases/case';
import { blankChat } from '../conversation/chat';

/** A file as parsed, of some version. */
export type AnyFile = Readonly<Record<string, unknown>>;

/**
 * Step n makes version n + 2 of version n + 1. Append, never edit: files of every age lie in somebody's folder. Version 0, the
 * ancestor's state, is a shape of its own and read by `fromModelAlignment`.
 */
export type Steps = readonly ((file: AnyFile) => AnyFile)[];

export const projectSteps: Steps = [
  // Version 2 can hold a labeler.
  (file) => ({ ...file, version: 2, labeler: null }),
  // In version 3 a run is a turn, so that conversations can be kept beside it; and jobs are not about labels alone.
  (file) => ({ ...asOfVersion3(file), version: 3 }),
  // Version 4 can hold a bot and conversations with it, feedback as cases, and checks of principles.
  (file) => ({ ...asOfVersion4(file), version: 4 }),
  // Version 5 knows which principles that repeat or contradict each other are both kept, and can hold what fine-tuning data is made by.
  (file) => ({ ...asOfVersion5(file), version: 5 }),
  // Version 6 can hold what the Playground was asked.
  (file) => ({ ...asOfVersion6(file), version: 6 }),
];
export const promptSteps: Steps = [];

/** A project of before version 3, or the record of one without its runs. What has another shape is handed on as it is, for the schema to name. */
export function asOfVersion3({ runs, currentRunId, drafts, labeler, ...rest }: AnyFile): AnyFile {
  return {
    ...rest,
    ...(runs === undefined ? {} : { turns: Array.isArray(runs) ? runs.map(runToTurn) : runs }),
    ...(currentRunId === undefined ? {} : { currentTurnId: currentRunId }),
    ...(drafts === undefined ? {} : { drafts: isObject(drafts) ? draftsOnTurns(drafts) : drafts }),
    ...(labeler === undefined ? {} : { labeler: isObject(labeler) ? withRunningJobs(labeler) : labeler }),
  };
}

/** A project of version 3, or the record of one. Where its turns are conversations, whoever reads them gives those their records. */
export function asOfVersion4(file: AnyFile): AnyFile {
  return { mode: 'single', chat: blankChat, regression: blankRegression, adherence: blankAdherence, ...file };
}

/** A project of version 4, or the record of one. */
export function asOfVersion5(file: AnyFile): AnyFile {
  return { keptPairs: [], tuning: null, ...file };
}

/** A project of version 5, or the record of one. */
export function asOfVersion6(file: AnyFile): AnyFile {
  return { playground: null, ...file };
}

/** A project of whatever older version, told by what is in it where its version is not written down. */
export function asOfNewest(file: AnyFile): AnyFile {
  const withTurns = 'runs' in file ? asOfVersion3(file) : file;
  return asOfVersion6(asOfVersion5(asOfVersion4({ labeler: null, ...withTurns })));
}

/** A run was a prompt by itself: a root. Ids stay, so that principles still know the feedback that they came from. */
export function runToTurn(run: unknown): unknown {
  if (!isObject(run)) return run;
  const { values, inputSetId, prompt, selectedId, ...rest } = run;
  const input = { values, inputSetId, prompt };
  return { ...rest, parentId: null, input: { ...given(input), message: null }, ...given({ chosenId: selectedId }) };
}

function draftsOnTurns({ feedback, ...rest }: AnyFile): AnyFile {
  if (!isObject(feedback)) return { ...rest, ...given({ feedback }) };
  const { runId, ...draft } = feedback;
  return { ...rest, feedback: { ...draft, ...given({ turnId: runId }) } };
}

/** What was “labeling” is “running”. */
function withRunningJobs({ jobs, ...rest }: AnyFile): AnyFile {
  if (!Array.isArray(jobs)) return { ...rest, ...given({ jobs }) };
  const isLabeling = (job: unknown) => isObject(job) && isObject(job.status) && job.status.status === 'labeling';
  return { ...rest, jobs: jobs.map((job) => (isLabeling(job) ? { ...job, status: { status: 'running' } } : job)) };
}

function given(fields: AnyFile): AnyFile {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function isObject(value: unknown): value is AnyFile {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type VersionProblem = { readonly kind: 'newer'; readonly version: number } | { readonly kind: 'no-version' };
export type Migrated = { readonly file: AnyFile } | VersionProblem;

/** Brings a file to the newest version: one more than there are steps. What a step makes is validated by the caller. */
export function migrate(file: AnyFile, steps: Steps): Migrated {
  const { version } = file;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return { kind: 'no-version' };
  if (version > steps.length + 1) return { kind: 'newer', version };
  return { file: steps.slice(version - 1).reduce<AnyFile>((older, step) => step(older), file) };
}

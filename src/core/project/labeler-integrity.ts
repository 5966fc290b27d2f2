import type { Rulebook } from '../labeler/rules/rulebook';
import type { Hyperparameters } from '../labeler/run/hyperparameters';
import type { Evaluation, LabelerRun, LabelerWork, TrainedLabeler } from '../labeler/run/labeler-run';
import { repeated, repeatedIds } from './repeated';

/**
 * What keeps a labeler of the right shape from being whole, `path: reason` each; empty when it is. What stands in the fields of the
 * set-up may be half typed.
 */
export function labelerProblems({ runs, currentRunId, jobs }: LabelerWork): readonly string[] {
  return [
    ...repeatedIds(runs, 'labeler.runs'),
    ...repeated(runs.map(({ n }, index) => ({ value: n, path: `labeler.runs[${index}].n` }))),
    ...runs.flatMap((run, index) => runProblems(run, `labeler.runs[${index}]`)),
    ...(currentRunId === null || runs.some(({ id }) => id === currentRunId)
      ? []
      : [`labeler.currentRunId: there is no run ${JSON.stringify(currentRunId)}.`]),
    ...repeatedIds(jobs, 'labeler.jobs'),
    ...jobs.flatMap(({ abstainBelow }, index) => abstainProblems(abstainBelow, `labeler.jobs[${index}].abstainBelow`)),
  ];
}

function runProblems(
  { settings, labelers, evaluations, rows, abstainBelow }: LabelerRun,
  path: string,
): readonly string[] {
  return [
    ...abstainProblems(abstainBelow, `${path}.abstainBelow`),
    ...(settings === null ? [] : hyperparameterProblems(settings.hyperparameters, `${path}.settings.hyperparameters`)),
    ...repeated(labelers.map(({ key }, index) => ({ value: key, path: `${path}.labelers[${index}].key` }))),
    ...labelers.flatMap((labeler, index) => trainedProblems(labeler, `${path}.labelers[${index}]`)),
    ...evaluations.flatMap((evaluation, index) =>
      evaluationProblems(evaluation, { labelers, rows, path: `${path}.evaluations[${index}]` }),
    ),
  ];
}

function trainedProblems(
  { checkpoints, steps, championId, currentId }: TrainedLabeler,
  path: string,
): readonly string[] {
  const known = new Set(checkpoints.map(({ id }) => id));
  const unknown = (id: string | null, at: string): readonly string[] =>
    id === null || known.has(id) ? [] : [`${at}: there is no checkpoint ${JSON.stringify(id)}.`];
  const places = new Map(checkpoints.map(({ id }, index) => [id, index]));
  return [
    ...repeatedIds(checkpoints, `${path}.checkpoints`),
    ...checkpoints.flatMap((checkpoint, index) => {
      const at = `${path}.checkpoints[${index}]`;
      if (checkpoint.parentId === null) return rulebookProblems(checkpoint.rulebook, `${at}.rulebook`);
      const parent = places.get(checkpoint.parentId);
      return parent !== undefined && parent < index
        ? []
        : [`${at}.parentId: no earlier checkpoint has the id ${JSON.stringify(checkpoint.parentId)}.`];
    }),
    ...unknown(championId, `${path}.championId`),
    ...unknown(currentId, `${path}.currentId`),
    ...steps.flatMap((step, index) => [
      ...unknown(step.championId, `${path}.steps[${index}].championId`),
      ...step.beamIds.flatMap((id, n) => unknown(id, `${path}.steps[${index}].beamIds[${n}]`)),
    ]),
  ];
}

function evaluationProblems(
  { of, split, predictions }: Evaluation,
  { labelers, rows, path }: Pick<LabelerRun, 'labelers' | 'rows'> & { readonly path: string },
): readonly string[] {
  const expected = rows[split].length;
  return [
    ...(predictions.length === expected
      ? []
      : [`${path}.predictions: expected one for each of the ${expected} ${split} rows, got ${predictions.length}.`]),
    ...(of.kind !== 'checkpoint' || hasCheckpoint(labelers, of)
      ? []
      : [`${path}.of: labeler ${JSON.stringify(of.labeler)} has no checkpoint ${JSON.stringify(of.checkpointId)}.`]),
  ];
}

function hasCheckpoint(
  labelers: readonly TrainedLabeler[],
  { labeler, checkpointId }: { readonly labeler: string; readonly checkpointId: string },
): boolean {
  return labelers.some(({ key, checkpoints }) => key === labeler && checkpoints.some(({ id }) => id === checkpointId));
}

/** Also for a labeler file. */
export function abstainProblems(abstainBelow: number | undefined, path: string): readonly string[] {
  if (abstainBelow === undefined || (abstainBelow >= 0 && abstainBelow <= 1)) return [];
  return [`${path}: expected a confidence from 0 to 1, got ${abstainBelow}.`];
}

/** Also for a labeler file. */
export function rulebookProblems({ labels }: Rulebook, path: string): readonly string[] {
  return [
    ...(labels.length < 2 ? [`${path}.labels: expected at least two, got ${labels.length}.`] : []),
    ...repeated(labels.map(({ label }, index) => ({ value: label, path: `${path}.labels[${index}].label` }))),
    ...repeated(
      labels.flatMap(({ rules }, index) =>
        rules.map(({ id }, n) => ({ value: id, path: `${path}.labels[${index}].rules[${n}].id` })),
      ),
    ),
  ];
}

type WholeNumbers = {
  [K in keyof Hyperparameters]: Hyperparameters[K] extends number ? K : never;
}[keyof Hyperparameters];

/** Least and greatest, as the fields of `Hyperparameters` say; the two temperatures are the only ones that need not be whole. */
const ranges: Readonly<Record<WholeNumbers, readonly [min: number, max: number]>> = {
  steps: [0, Number.MAX_SAFE_INTEGER],
  mistakesPerStep: [1, Number.MAX_SAFE_INTEGER],
  mutationsPerMistake: [1, Number.MAX_SAFE_INTEGER],
  keepBest: [1, Number.MAX_SAFE_INTEGER],
  validationExamples: [2, Number.MAX_SAFE_INTEGER],
  testExamples: [2, Number.MAX_SAFE_INTEGER],
  truncateWords: [1, Number.MAX_SAFE_INTEGER],
  trainTemperature: [0, 2],
  evalTemperature: [0, 2],
  seed: [0, 2_147_483_647],
  examplesPerCall: [1, Number.MAX_SAFE_INTEGER],
  examplesPerFirstRule: [1, Number.MAX_SAFE_INTEGER],
};

function hyperparameterProblems(hyperparameters: Hyperparameters, path: string): readonly string[] {
  return Object.entries(ranges).flatMap(([name, [min, max]]) => {
    const value = hyperparameters[name as WholeNumbers]; // the keys of `ranges` itself
    const whole = !name.endsWith('Temperature');
    if (value >= min && value <= max && (!whole || Number.isInteger(value))) return [];
    const range = max === Number.MAX_SAFE_INTEGER ? `from ${min}` : `from ${min} to ${max}`;
    return [`${path}.${name}: expected ${whole ? 'a whole number' : 'a number'} ${range}, got ${value}.`];
  });
}

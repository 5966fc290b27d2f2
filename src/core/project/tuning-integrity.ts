import type { TuningConstitution } from '../tuning/constitution/tuning-constitution';
import type { ExportSettings } from '../tuning/export/export-settings';
import type { RowEdit } from '../tuning/run/made-row';
import type { TuningSettings } from '../tuning/run/tuning-settings';
import type { PromptSource, TuningRun, TuningWork } from '../tuning/run/tuning-work';
import { repeated, repeatedIds } from './repeated';

/** What keeps Tune's part of the right shape from being whole, `path: reason` each; empty when it is. */
export function tuningProblems({
  constitution,
  prompts,
  settings,
  runs,
  edits,
  exported,
}: TuningWork): readonly string[] {
  return [
    ...constitutionProblems(constitution, 'tuning.constitution'),
    ...promptProblems(prompts, 'tuning.prompts'),
    ...settingsProblems(settings, 'tuning.settings'),
    ...repeatedIds(runs, 'tuning.runs'),
    ...repeated(runs.map(({ n }, index) => ({ value: n, path: `tuning.runs[${index}].n` }))),
    ...runs.flatMap((run, index) => runProblems(run, `tuning.runs[${index}]`)),
    ...editProblems(edits, runs),
    ...exportProblems(exported),
  ];
}

function constitutionProblems(constitution: TuningConstitution, path: string): readonly string[] {
  const lists = ['pairs', 'revisionExamples', 'comparisonPrinciples', 'comparisonExamples'] as const;
  return lists.flatMap((name) => repeatedIds(constitution[name], `${path}.${name}`));
}

function promptProblems({ sample, near, duplicates }: PromptSource, path: string): readonly string[] {
  return [
    ...(sample === null ? [] : wholeProblems(sample, { path: `${path}.sample`, min: 1 })),
    ...shareProblems(near, `${path}.near`, 1),
    ...(['equal', 'near'] as const).flatMap((kind) =>
      (duplicates?.[kind] ?? []).flatMap((row, index) =>
        wholeProblems(row, { path: `${path}.duplicates.${kind}[${index}]`, min: 1 }),
      ),
    ),
  ];
}

function settingsProblems({ rounds, seed, maxTokens, comparison }: TuningSettings, path: string): readonly string[] {
  const { answersBy } = comparison;
  return [
    ...wholeProblems(rounds, { path: `${path}.rounds`, min: 1, max: 4 }),
    ...wholeProblems(seed, { path: `${path}.seed`, min: 0, max: 2_147_483_647 }),
    ...Object.entries(maxTokens).flatMap(([name, most]) =>
      wholeProblems(most, { path: `${path}.maxTokens.${name}`, min: 1 }),
    ),
    ...(answersBy.kind === 'temperatures'
      ? [answersBy.first, answersBy.second].flatMap((temperature) =>
          shareProblems(temperature, `${path}.comparison.answersBy`, 2),
        )
      : []),
  ];
}

function runProblems({ constitution, prompts, settings, done, total }: TuningRun, path: string): readonly string[] {
  return [
    ...constitutionProblems(constitution, `${path}.constitution`),
    ...promptProblems(prompts, `${path}.prompts`),
    ...settingsProblems(settings, `${path}.settings`),
    ...wholeProblems(total, { path: `${path}.total`, min: 0 }),
    ...wholeProblems(done, { path: `${path}.done`, min: 0, max: total }),
  ];
}

function editProblems(edits: TuningWork['edits'], runs: readonly TuningRun[]): readonly string[] {
  const ids = new Set(runs.map(({ id }) => id));
  return Object.entries(edits).flatMap(([runId, rows]) => {
    if (!ids.has(runId)) return [`tuning.edits: there is no run ${JSON.stringify(runId)}.`];
    return Object.entries(rows).flatMap(([row, edit]) => rowProblems(edit, row, `tuning.edits.${runId}`));
  });
}

function rowProblems({ round }: RowEdit, row: string, path: string): readonly string[] {
  return [
    ...(/^[1-9]\d*$/.test(row) ? [] : [`${path}: expected numbers of rows from 1, got ${JSON.stringify(row)}.`]),
    ...(round === undefined ? [] : wholeProblems(round, { path: `${path}.${row}.round`, min: 1, max: 4 })),
  ];
}

function exportProblems({ validationShare, lateDifference }: ExportSettings): readonly string[] {
  return [
    ...shareProblems(validationShare, 'tuning.exported.validationShare', 0.5),
    ...wholeProblems(lateDifference, { path: 'tuning.exported.lateDifference', min: 0 }),
  ];
}

function shareProblems(value: number, path: string, max: number): readonly string[] {
  return value >= 0 && value <= max ? [] : [`${path}: expected a number from 0 to ${max}, got ${value}.`];
}

interface WholeRange {
  readonly path: string;
  readonly min: number;
  readonly max?: number;
}

function wholeProblems(value: number, { path, min, max }: WholeRange): readonly string[] {
  if (Number.isInteger(value) && value >= min && (max === undefined || value <= max)) return [];
  const range = max === undefined ? `from ${min}` : `from ${min} to ${max}`;
  return [`${path}: expected a whole number ${range}, got ${value}.`];
}

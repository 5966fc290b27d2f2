import { tooLongForPrinciple } from '../constitution/principle-length';
import { settingRanges } from '../model/sampling-settings';
import type { PromptDocument } from '../prompt/prompt-document';
import { historyProblem } from './history-problem';
import { labelerProblems } from './labeler-integrity';
import type { Project } from './project';
import { repeated, repeatedIds } from './repeated';

/** What keeps a project of the right shape from being whole, `path: reason` each; empty when it is. */
export function integrityProblems(project: Omit<Project, 'id'>): readonly string[] {
  return [
    ...documentProblems(project.prompt, 'prompt'),
    ...documentProblems(project.history.base, 'history.base'),
    ...repeatedIds(project.inputs.sets, 'inputs.sets'),
    ...samplingProblems(project.sampling),
    ...runProblems(project),
    ...draftProblems(project),
    ...historyProblems(project),
    ...(project.labeler === null ? [] : labelerProblems(project.labeler)),
  ];
}

export function documentProblems({ principles }: Pick<PromptDocument, 'principles'>, path: string): readonly string[] {
  const at = path === '' ? 'principles' : `${path}.principles`;
  return [
    ...repeatedIds(principles, at),
    ...principles.flatMap(({ text, sources }, index) => [
      ...(text === '' || text.trim() !== text
        ? [`${at}[${index}].text: expected text without space at its ends, and not empty.`]
        : []),
      ...lengthProblem(text, `${at}[${index}].text`),
      ...(sources.length === 0 ? [`${at}[${index}].sources: expected at least one.`] : []),
    ]),
  ];
}

function lengthProblem(text: string, path: string): readonly string[] {
  const tooLong = tooLongForPrinciple(text);
  return tooLong === null ? [] : [`${path}: ${tooLong}`];
}

export function samplingProblems(sampling: Project['sampling']): readonly string[] {
  const outOfRange = Object.entries(settingRanges).flatMap(([name, { min, max, whole }]) => {
    const value = sampling[name as keyof typeof settingRanges]; // the keys of `settingRanges` itself
    if (value === undefined || (value >= min && value <= max && (!whole || Number.isInteger(value)))) return [];
    return [`sampling.${name}: expected ${whole ? 'a whole number' : 'a number'} from ${min} to ${max}, got ${value}.`];
  });
  const stops = sampling.stopSequences ?? [];
  const badStops =
    stops.length > 5 || stops.includes('') ? ['sampling.stopSequences: expected at most 5 texts, none empty.'] : [];
  return [...outOfRange, ...badStops];
}

function runProblems({ runs, currentRunId }: Omit<Project, 'id'>): readonly string[] {
  const candidates = runs.flatMap((run, index) =>
    run.candidates.map(({ id }, n) => ({ id, path: `runs[${index}].candidates[${n}]` })),
  );
  return [
    ...repeatedIds(runs, 'runs'),
    ...repeated(runs.map(({ n }, index) => ({ value: n, path: `runs[${index}].n` }))),
    ...repeated(candidates.map(({ id, path }) => ({ value: id, path: `${path}.id` }))),
    ...runs.flatMap(({ selectedId, candidates: own }, index) =>
      selectedId === null || own.some(({ id }) => id === selectedId)
        ? []
        : [`runs[${index}].selectedId: this run has no candidate ${JSON.stringify(selectedId)}.`],
    ),
    ...(currentRunId === null || runs.some(({ id }) => id === currentRunId)
      ? []
      : [`currentRunId: there is no run ${JSON.stringify(currentRunId)}.`]),
  ];
}

function draftProblems({ drafts: { feedback }, runs }: Omit<Project, 'id'>): readonly string[] {
  if (feedback === null) return [];
  const run = runs.find(({ id }) => id === feedback.runId);
  if (run === undefined) return [`drafts.feedback.runId: there is no run ${JSON.stringify(feedback.runId)}.`];
  return run.candidates.some(({ id }) => id === feedback.candidateId)
    ? []
    : [`drafts.feedback.candidateId: that run has no candidate ${JSON.stringify(feedback.candidateId)}.`];
}

function historyProblems(project: Omit<Project, 'id'>): readonly string[] {
  const problem = historyProblem(project);
  return problem === null ? [] : [problem];
}

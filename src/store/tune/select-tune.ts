import type { PromptSource, TuningRun, TuningWork } from '../../core/tuning/run/tuning-work';
import { blankTuningWork } from '../../core/tuning/run/tuning-work';
import type { StudioState } from '../studio-state';
import type { TuneState } from './tune-state';

/** Whether there is anything to make data from: text that was typed, or a file whose column is known. */
export function hasPrompts({ dataset, promptColumn, typed }: PromptSource): boolean {
  return dataset === null ? typed.trim() !== '' : promptColumn !== null;
}

/** The set-up is locked while a run goes on in this tab: the run keeps what it began with. */
export function canChange({ jobs }: Pick<StudioState, 'jobs'>): boolean {
  return jobs.tune.active === null;
}

/** Runs whose rows the table shows, oldest first. */
export function shownRuns({ tune, project }: Pick<StudioState, 'tune' | 'project'>): readonly TuningRun[] {
  const { runs } = project.tuning ?? blankTuningWork;
  const { runId } = tune.table;
  return runId === null ? runs : runs.filter(({ id }) => id === runId);
}

/** Runs that have rows, and none of them on this device: a project carries its runs, and not their rows. */
export function areRowsElsewhere(state: Pick<StudioState, 'tune' | 'project'>): boolean {
  const { page } = state.tune.table;
  return page !== null && page.total === 0 && shownRuns(state).some(({ done }) => done > 0);
}

/** Why no data can be made, of many prompts or of one, in sentences; undefined when it can. */
export function generationBlocker(
  { prompts, settings, constitution }: Pick<TuningWork, 'prompts' | 'settings' | 'constitution'>,
  { file, prompts: found }: Pick<TuneState, 'file' | 'prompts'>,
): string | undefined {
  if (file.status === 'reading') return 'The file of prompts is being read.';
  if (prompts.dataset === null && prompts.typed.trim() === '') return 'Add prompts first: choose a file or type some.';
  if (prompts.dataset !== null && prompts.promptColumn === null)
    return `Choose the prompt column first. The file has ${columnsOf(prompts.dataset)}.`;
  if (found.status === 'refused') return `${found.problem.title} ${found.problem.message}`;
  if (found.status === 'ready' && found.found.total === 0) return 'No prompt is left: all are empty or left out.';
  if (settings.make === 'comparison') {
    if (constitution.comparisonPrinciples.length === 0)
      return 'A comparison needs a comparison principle. Add one under Constitution.';
  } else if (constitution.pairs.length === 0)
    return 'Answers are improved by pairs of critique and revision, and there is none. Add one under Constitution.';
  if (settings.principles === 'chosen' && !hasChosen({ settings, constitution }))
    return 'Choose at least one principle under Rounds.';
  return undefined;
}

function hasChosen({
  settings: { chosenIds, make },
  constitution: { pairs, comparisonPrinciples },
}: Pick<TuningWork, 'settings' | 'constitution'>): boolean {
  return (make === 'comparison' ? comparisonPrinciples : pairs).some(({ id }) => chosenIds.includes(id));
}

function columnsOf({ table }: NonNullable<PromptSource['dataset']>): string {
  const names = table.columns.map(({ name }) => `“${name}”`);
  return names.length === 1
    ? `one column: ${names[0]}`
    : `the columns ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

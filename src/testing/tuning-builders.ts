import type { DatasetRef } from '../core/dataset/dataset-ref';
import { defaultReadOptions } from '../core/dataset/table';
import { practiceModel } from '../core/model/model-ref';
import { blankTuningWork, type PromptSource, type TuningRun, type TuningWork } from '../core/tuning/run/tuning-work';
import { someInstant } from './builders';

export function buildTuningWork(given: Partial<TuningWork> = {}): TuningWork {
  return { ...blankTuningWork, ...given };
}

/** A file with one column, "prompt". */
export function buildDataset(id = 'prompts', name = 'prompts.csv'): DatasetRef {
  return {
    id,
    read: defaultReadOptions,
    table: {
      name,
      size: 20,
      format: { kind: 'delimited', delimiter: ',', encoding: 'utf-8' },
      columns: [{ name: 'prompt', blank: 0, values: null, numbers: null, meanWords: 2 }],
      rowCount: 2,
      problems: { count: 0, shown: [], kept: false },
      preview: [],
    },
  };
}

/** Typed ones, a line of `---` between them. */
export function buildPrompts(...texts: readonly string[]): PromptSource {
  return { ...blankTuningWork.prompts, typed: texts.join('\n---\n') };
}

/** A run that made data of both of its prompts. */
export function buildTuningRun(given: Partial<TuningRun> = {}): TuningRun {
  const { constitution, settings } = blankTuningWork;
  return {
    id: 'run1',
    n: 1,
    at: someInstant,
    prompts: buildPrompts('Why is the sky blue?', 'How do I say no?'),
    constitution,
    settings,
    promptModel: practiceModel,
    alignmentModel: practiceModel,
    estimate: { calls: 6, tokens: 600, seconds: 1 },
    status: { status: 'finished' },
    done: 2,
    total: 2,
    passed: { answers: 2, critiques: 2, revisions: 2, judgements: 0 },
    calls: 6,
    tokens: 600,
    failed: 0,
    ...given,
  };
}

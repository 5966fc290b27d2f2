import {
  blankPlaygroundWork,
  type CompleteRun,
  type Completion,
  type EmbedRun,
  type PlaygroundWork,
  type ScoresRun,
} from '../core/playground/playground-work';
import { someInstant } from './builders';

const { prompt, complete, evaluate, embed } = blankPlaygroundWork;
const { model: _, ...sentPrompt } = prompt;
const { model: _model, ...embedSetup } = embed;
const head = { id: 'run1', n: 1, at: someInstant, model: { provider: 'practice' }, tookMs: 12 } as const;
const finishedJob = { status: { status: 'finished' }, done: 2, total: 2, failed: 0 } as const;

export function buildPlaygroundWork(given: Partial<PlaygroundWork> = {}): PlaygroundWork {
  return { ...blankPlaygroundWork, ...given };
}

export function buildCompletion(given: Partial<Completion> = {}): Completion {
  return {
    n: 1,
    model: head.model,
    sampling: { maxOutputTokens: 256 },
    from: null,
    outcome: { status: 'stopped', text: 'So far' },
    ...given,
  };
}

export function buildCompleteRun(given: Partial<CompleteRun> = {}): CompleteRun {
  return { ...head, kind: 'complete', prompt: sentPrompt, setup: complete, completions: [buildCompletion()], ...given };
}

export function buildScoresRun(given: Partial<ScoresRun> = {}): ScoresRun {
  return {
    ...head,
    ...finishedJob,
    kind: 'rank',
    prompt: sentPrompt,
    as: 'continuation',
    rank: { ...evaluate.rank, completions: ' a cat.\n a dog.' },
    expected: '',
    unit: 'word',
    ...given,
  };
}

export function buildEmbedRun(given: Partial<EmbedRun> = {}): EmbedRun {
  return { ...head, ...finishedJob, kind: 'embed', setup: { ...embedSetup, texts: 'one\ntwo' }, ...given };
}

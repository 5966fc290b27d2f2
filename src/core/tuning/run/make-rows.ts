import { rowByRow, type Stage } from '../../jobs/row-by-row';
import type { RowsJob, RowsWork } from '../../jobs/run-rows';
import type { FlagRow } from '../flags/flag-rows';
import { compareAnswers } from './compare-answers';
import { improveAnswer } from './improve-answer';
import type { KeptRow, RunSums } from './kept-row';
import type { Made, NotMade, StageName } from './made-row';
import type { PromptToMake, PromptWay } from './prompt-way';
import { dealerOf, type RunPlan } from './run-plan';
import type { PromptBill, StageWatch } from './stage-call';
import type { TuningRun } from './tuning-work';

/** What was made of a prompt, and what was answered for it. */
export interface MadeResult extends PromptBill {
  readonly made: Made;
}

export interface MakeOptions {
  /** Calls at a time. */
  readonly parallel: number;
  /** Nth time that failed prompts are gone through again; 0: the first time. */
  readonly attempt?: number;
  readonly watch?: StageWatch;
}

/** All stages of each prompt. A stage that fails ends the way of its prompt alone, and keeps what was there. */
export function makeRows(
  plan: RunPlan,
  { parallel, attempt = 0, watch = {} }: MakeOptions,
): RowsWork<PromptToMake, MadeResult> {
  const dealer = dealerOf(plan);
  const ways = new WeakMap<PromptToMake, PromptWay>();
  const make = plan.settings.make === 'comparison' ? compareAnswers : improveAnswer;

  async function perRow(row: PromptToMake, stage: Stage): Promise<MadeResult> {
    const { prompt, place } = row;
    const bill = { calls: 0, tokens: 0 };
    const principles = dealer.dealt(place);
    const way: PromptWay = { plan, prompt, principles, stage, watch, bill, attempt, answers: [], rounds: [] };
    ways.set(row, way);
    const made = await make(way);
    return { made, ...bill };
  }

  return rowByRow({
    perRow,
    failed(row, { stage, error }) {
      const { answers, rounds, bill } = ways.get(row) ?? { answers: [], rounds: [], bill: { calls: 0, tokens: 0 } };
      const made: NotMade = {
        kind: 'failed',
        stage: stage as StageName, // the name that the stage was given
        error,
        // The second may be there without the first.
        answers: answers.filter((answer) => answer !== undefined),
        rounds: [...rounds],
      };
      return { made, ...bill };
    },
    parallel,
  });
}

export interface MakingJob {
  readonly run: Pick<TuningRun, 'id' | 'settings'>;
  readonly pieces: (signal: AbortSignal) => AsyncIterable<readonly PromptToMake[]>;
  readonly work: RowsWork<PromptToMake, MadeResult>;
  /** What is told of a row beside what was made. */
  readonly describe: FlagRow;
}

/** Making data of prompts is a job that keeps rows, and has no output of its own: exports are made of them. */
export function makingJob({
  run,
  pieces,
  work,
  describe,
}: MakingJob): RowsJob<PromptToMake, MadeResult, KeptRow, RunSums> {
  return {
    id: run.id,
    pieces,
    work,
    none: noSums,
    add: (sums, result) => added(sums, sumsOf(result, run)),
    kept({ prompt }, result) {
      const { made = null, calls = 0, tokens = 0 } = result ?? {};
      return { ...prompt, made, ...describe({ turns: prompt.turns, made }), calls, tokens };
    },
    header: '',
    line: () => '',
    rowsPerChunk: keptRowsPerChunk,
  };
}

/** A row is opened by reading its chunk, and has the texts of all its stages. */
export const keptRowsPerChunk = 100;

export const noSums: RunSums = {
  passed: { answers: 0, critiques: 0, revisions: 0, judgements: 0 },
  calls: 0,
  tokens: 0,
  failed: 0,
  retries: 0,
};

/** Of one row. */
export function sumsOf(
  { made, calls, tokens }: Pick<KeptRow, 'made' | 'calls' | 'tokens'>,
  { settings }: Pick<TuningRun, 'settings'>,
): RunSums {
  return { passed: passedOf(made, settings), calls, tokens, failed: made?.kind === 'failed' ? 1 : 0, retries: 0 };
}

function passedOf(made: Made | null, settings: TuningRun['settings']): RunSums['passed'] {
  switch (made?.kind) {
    case undefined:
      return noSums.passed;
    case 'improved':
      return { answers: 1, critiques: 1, revisions: 1, judgements: 0 };
    case 'compared':
      return { answers: 1, critiques: 0, revisions: 0, judgements: 1 };
    case 'failed': {
      const wanted = settings.make === 'comparison' ? 2 : 1;
      const answers = made.answers.length >= wanted ? 1 : 0;
      return { answers, critiques: made.rounds.length >= settings.rounds ? 1 : 0, revisions: 0, judgements: 0 };
    }
  }
}

export function added(one: RunSums, other: RunSums, sign: 1 | -1 = 1): RunSums {
  const sum = (a: number, b: number) => a + sign * b;
  return {
    passed: {
      answers: sum(one.passed.answers, other.passed.answers),
      critiques: sum(one.passed.critiques, other.passed.critiques),
      revisions: sum(one.passed.revisions, other.passed.revisions),
      judgements: sum(one.passed.judgements, other.passed.judgements),
    },
    calls: sum(one.calls, other.calls),
    tokens: sum(one.tokens, other.tokens),
    failed: sum(one.failed, other.failed),
    retries: sum(one.retries, other.retries),
  };
}

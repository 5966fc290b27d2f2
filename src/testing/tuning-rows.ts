import { practiceModel } from '../core/model/model-ref';
import { blankConstitution, type TuningConstitution } from '../core/tuning/constitution/tuning-constitution';
import type { Compared, Improved, Judgement, MadeRow, MadeText, TextTurn, Verdict } from '../core/tuning/run/made-row';
import { type DataToMake, defaultTuningSettings, type TuningSettings } from '../core/tuning/run/tuning-settings';
import { blankTuningWork, type TuningRun } from '../core/tuning/run/tuning-work';
import { someInstant } from './builders';

/** Rows and runs of fine-tuning data, for tests to which the rest of them does not matter. */

export function buildTuningConstitution(given: Partial<TuningConstitution> = {}): TuningConstitution {
  return {
    ...blankConstitution,
    pairs: [
      { id: 'c1', critique: 'Say what is missing.', revision: 'Add what is missing.' },
      { id: 'c2', critique: 'Say what is too long.', revision: 'Make it shorter.' },
    ],
    comparisonPrinciples: [{ id: 'j1', text: 'Which is more helpful?' }],
    ...given,
  };
}

export function buildTuningRun(
  make: DataToMake = 'improvement',
  given: Partial<TuningRun> & { readonly comparison?: Partial<TuningSettings['comparison']> } = {},
): TuningRun {
  const { comparison, ...rest } = given;
  return {
    id: 'run1',
    n: 1,
    at: someInstant,
    prompts: blankTuningWork.prompts,
    constitution: buildTuningConstitution(),
    settings: { ...defaultTuningSettings, make, comparison: { ...defaultTuningSettings.comparison, ...comparison } },
    promptModel: practiceModel,
    alignmentModel: practiceModel,
    estimate: { calls: 3, tokens: 300, seconds: 1 },
    status: { status: 'finished' },
    done: 1,
    total: 1,
    passed: { answers: 1, critiques: 1, revisions: 1, judgements: 0 },
    calls: 3,
    tokens: 300,
    failed: 0,
    ...rest,
  };
}

export function buildMadeRow(made: MadeRow['made'], given: Partial<MadeRow> = {}): MadeRow {
  return { row: 1, id: '1', turns: [userTurn('When does it open?')], made, flags: [], ...given };
}

export function userTurn(text: string): TextTurn {
  return { role: 'user', text };
}

export function whole(text: string): MadeText {
  return { text, isCut: false };
}

export function cut(text: string): MadeText {
  return { text, isCut: true };
}

/** An answer and what each round made of it; null ends it, since nothing was to be improved. */
export function improved(answer: string, ...revisions: readonly (string | null)[]): Improved {
  return {
    kind: 'improved',
    answer: whole(answer),
    rounds: revisions.map((revision, at) => ({
      pair: (at % 2) + 1,
      hasProblem: revision !== null,
      critique: whole(revision === null ? 'Nothing is missing.' : 'The days are missing.'),
      revision: revision === null ? null : whole(revision),
    })),
  };
}

/** Two answers, and what each judge picks in the two orders. */
export function compared(
  answers: readonly [string, string],
  ...judges: readonly (readonly [Verdict['picks'], Verdict['picks']])[]
): Compared {
  return {
    kind: 'compared',
    answers: [whole(answers[0]), whole(answers[1])],
    isIdentical: false,
    judgements: judges.map(([forward, backward]) => judgement(forward, backward)),
  };
}

function judgement(forward: Verdict['picks'], backward: Verdict['picks']): Judgement {
  return {
    principle: 1,
    forward: { picks: forward, reasoning: 'It says when.' },
    backward: { picks: backward, reasoning: 'It says when.' },
  };
}

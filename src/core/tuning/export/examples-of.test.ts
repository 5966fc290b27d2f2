import { describe, expect, it } from 'vitest';
import { buildMadeRow, buildTuningRun, compared, cut, improved, userTurn, whole } from '../../../testing/tuning-rows';
import type { Made, RowEdit } from '../run/made-row';
import type { TuningRun } from '../run/tuning-work';
import { examplesOf, type RowExamples } from './examples-of';
import { defaultExportSettings, type ExportSettings } from './export-settings';

type Given = Partial<ExportSettings> & { readonly edit?: RowEdit; readonly run?: TuningRun };

function taken(made: Made | null, { edit, run, ...settings }: Given = {}): RowExamples {
  const ofRun = run ?? buildTuningRun(made?.kind === 'compared' ? 'comparison' : 'improvement');
  return examplesOf(buildMadeRow(made), { run: ofRun, edit, settings: { ...defaultExportSettings, ...settings } });
}

/** The texts of the lines: completions, or chosen and rejected. */
function texts(found: RowExamples): unknown {
  if ('leftOut' in found) return found.leftOut;
  return found.examples.map((example) => {
    if (example.kind === 'preference') return [example.chosen, example.rejected];
    return example.kind === 'unpaired' ? [example.completion, example.label] : example.completion;
  });
}

const dpo = { format: 'trl-preference' } as const;
const kto = { format: 'trl-unpaired' } as const;

describe('an improved answer', () => {
  it('is learnt as its last revision, or chosen over the first answer', () => {
    const made = improved('Soon.', 'At ten.', 'At ten, from Tuesday.');

    expect(texts(taken(made))).toEqual(['At ten, from Tuesday.']);
    expect(texts(taken(made, dpo))).toEqual([['At ten, from Tuesday.', 'Soon.']]);
    expect(texts(taken(made, kto))).toEqual([
      ['At ten, from Tuesday.', true],
      ['Soon.', false],
    ]);
  });

  it('is the answer itself where nothing was to be improved, and no pair', () => {
    const made = improved('At ten.', null);

    expect(texts(taken(made))).toEqual(['At ten.']);
    expect(texts(taken(made, dpo))).toBe('no-pair');
    expect(texts(taken(made, kto))).toEqual([['At ten.', true]]);
  });

  it('is the last revision where a later round found nothing', () => {
    expect(texts(taken(improved('Soon.', 'At ten.', null)))).toEqual(['At ten.']);
  });

  it('gives all rounds, or the one that was picked by hand', () => {
    const made = improved('Soon.', 'At ten.', 'At ten, from Tuesday.');

    expect(texts(taken(made, { rounds: 'all' }))).toEqual(['At ten.', 'At ten, from Tuesday.']);
    expect(texts(taken(made, { ...dpo, rounds: 'all' }))).toEqual([
      ['At ten.', 'Soon.'],
      ['At ten, from Tuesday.', 'Soon.'],
    ]);
    expect(texts(taken(made, { rounds: 'picked', edit: { round: 1 } }))).toEqual(['At ten.']);
    expect(texts(taken(made, { rounds: 'picked' }))).toEqual(['At ten, from Tuesday.']);
    expect(texts(taken(made, { rounds: 'last', edit: { round: 1 } }))).toEqual(['At ten, from Tuesday.']);
  });

  it('gives two rounds of the same words once', () => {
    expect(texts(taken(improved('Soon.', 'At ten.', 'At ten.'), { rounds: 'all' }))).toEqual(['At ten.']);
  });

  it('keeps the stages that it went through', () => {
    const found = taken(improved('Soon.', 'At ten.', 'At ten, daily.'), dpo);

    expect('examples' in found && found.examples[0]).toMatchObject({
      stages: {
        answer: 'At ten.',
        critiqueRequest: 'Say what is too long.',
        critique: 'The days are missing.',
        revisionRequest: 'Make it shorter.',
        revision: 'At ten, daily.',
      },
    });
  });

  it('is no pair when the revision is the answer again', () => {
    expect(texts(taken(improved('At ten.', 'At ten.'), dpo))).toBe('equal');
    expect(texts(taken(improved('At ten.', 'At ten.'), kto))).toBe('equal');
    expect(texts(taken(improved('At ten.', 'At ten.')))).toEqual(['At ten.']);
  });
});

describe('what the author did', () => {
  const made = improved('Soon.', 'At ten.');

  it('leaves rejected rows out', () => expect(texts(taken(made, { edit: { isRejected: true } }))).toBe('rejected'));

  it('swaps chosen and rejected, and then puts own words in their place', () => {
    expect(texts(taken(made, { ...dpo, edit: { isSwapped: true } }))).toEqual([['Soon.', 'At ten.']]);
    const edit = { isSwapped: true, chosen: 'Soon, I hope.', rejected: 'Never.' } as const;
    expect(texts(taken(made, { ...dpo, edit }))).toEqual([['Soon, I hope.', 'Never.']]);
  });

  it('marks what was edited or swapped, and nothing else', () => {
    const isEdited = (edit: RowEdit) => {
      const found = taken(made, { ...dpo, edit });
      return 'examples' in found && found.examples.every((example) => example.isEdited);
    };

    expect(isEdited({ chosen: 'At ten o’clock.' })).toBe(true);
    expect(isEdited({ rejected: 'Never.' })).toBe(true);
    expect(isEdited({ isSwapped: true })).toBe(true);
    expect(isEdited({ isFlagged: true })).toBe(false);
  });

  it('changes the last round alone', () => {
    const two = improved('Soon.', 'At ten.', 'At ten, daily.');

    expect(texts(taken(two, { rounds: 'all', edit: { chosen: 'Ten.' } }))).toEqual(['At ten.', 'Ten.']);
  });

  it('changes the round that was picked, also where all are taken', () => {
    const two = improved('Soon.', 'At ten.', 'At ten, daily.');
    const edit = { round: 1, chosen: 'Ten.' };

    expect(texts(taken(two, { rounds: 'picked', edit }))).toEqual(['Ten.']);
    expect(texts(taken(two, { rounds: 'all', edit }))).toEqual(['Ten.', 'At ten, daily.']);
  });

  it('leaves a text out that was emptied', () => {
    expect(texts(taken(made, { edit: { chosen: ' \n' } }))).toBe('empty');
  });
});

describe('no answer is cut without being marked', () => {
  const answerCut = { ...improved('Soon, from', 'At ten.'), answer: cut('Soon, from') };

  it('and a cut one is left out, unless it is kept by hand', () => {
    expect(texts(taken(answerCut))).toBe('cut');
    expect(texts(taken(answerCut, { edit: { isKept: true } }))).toEqual(['At ten.']);
  });

  it('in a critique, a revision or one of two answers either', () => {
    const [round] = improved('Soon.', 'At ten.').rounds;
    if (round === undefined) throw new Error('expected a round');
    const made = improved('Soon.', 'At ten.');
    const two = compared(['At ten.', 'Soon.'], ['first', 'first']);

    expect(texts(taken({ ...made, rounds: [{ ...round, critique: cut('The') }] }))).toBe('cut');
    expect(texts(taken({ ...made, rounds: [{ ...round, revision: cut('At') }] }))).toBe('cut');
    expect(texts(taken({ ...two, answers: [whole('At ten.'), cut('Soo')] }, dpo))).toBe('cut');
  });

  it('and a text that was written anew is whole', () => {
    const [round] = improved('Soon.', 'At ten.').rounds;
    if (round === undefined) throw new Error('expected a round');
    const made = { ...improved('Soon.', 'At'), rounds: [{ ...round, revision: cut('At') }] };

    expect(texts(taken(made, { edit: { chosen: 'At ten.' } }))).toEqual(['At ten.']);
    expect(texts(taken(answerCut, { edit: { chosen: 'At ten.' } }))).toBe('cut');
  });
});

describe('a comparison', () => {
  const answers = ['At ten.', 'Soon.'] as const;

  it('is a pair where both orders agree', () => {
    expect(texts(taken(compared(answers, ['first', 'first']), dpo))).toEqual([['At ten.', 'Soon.']]);
    expect(texts(taken(compared(answers, ['second', 'second']), dpo))).toEqual([['Soon.', 'At ten.']]);
  });

  it('that flipped is left out unless asked for', () => {
    const flipped = compared(answers, ['first', 'second']);

    expect(texts(taken(flipped, dpo))).toBe('flipped');
    expect(texts(taken(flipped, { ...dpo, includeFlipped: true }))).toEqual([['At ten.', 'Soon.']]);
  });

  it('an unreadable choice is never a training pair', () => {
    const unreadable = compared(answers, ['first', 'unreadable']);

    expect(texts(taken(unreadable, dpo))).toBe('unreadable');
    expect(texts(taken(unreadable, { ...dpo, includeFlipped: true }))).toBe('unreadable');
    expect(texts(taken(unreadable, kto))).toBe('unreadable');
  });

  it('leaves ties and equal answers out', () => {
    expect(texts(taken(compared(answers, ['tie', 'tie']), dpo))).toBe('tie');
    expect(texts(taken({ ...compared(['Soon.', 'Soon.']), isIdentical: true }, dpo))).toBe('identical');
  });

  it('is decided by most of its judges', () => {
    const decided = compared(answers, ['first', 'first'], ['second', 'second'], ['first', 'first']);
    const undecided = compared(answers, ['first', 'first'], ['second', 'second'], ['first', 'second']);

    expect(texts(taken(decided, dpo))).toEqual([['At ten.', 'Soon.']]);
    expect(texts(taken(undecided, dpo))).toBe('tie');
  });

  it('has no answer to learn, and no critique', () => {
    const made = compared(answers, ['first', 'first']);

    expect(texts(taken(made))).toBe('pairs');
    expect(texts(taken(made, { format: 'constitutional-ai' }))).toBe('no-stages');
  });
});

describe('the score of a pair', () => {
  const answers = ['At ten.', 'Soon.'] as const;

  function scoreOf(made: Made, given: Given = {}): number | undefined {
    const found = taken(made, { ...dpo, ...given });
    const [example] = 'examples' in found ? found.examples : [];
    return example?.kind === 'preference' ? example.score : undefined;
  }

  function sure(forward: number, backward: number, picks: 'first' | 'second' = 'first'): Made {
    const made = compared(answers, [picks, picks]);
    return {
      ...made,
      judgements: made.judgements.map((judgement) => ({
        ...judgement,
        forward: { ...judgement.forward, probability: forward },
        backward: { ...judgement.backward, probability: backward },
      })),
    };
  }

  it('is the mean of both orders where the model tells probabilities', () => {
    expect(scoreOf(sure(0.9, 0.7))).toBeCloseTo(0.8);
    expect(scoreOf(sure(0.3, 0.1, 'second'))).toBeCloseTo(0.8);
  });

  it('is the share of votes elsewhere', () => {
    expect(scoreOf(compared(answers, ['first', 'first']))).toBe(1);
    expect(scoreOf(compared(answers, ['first', 'first'], ['first', 'second'], ['first', 'first']))).toBeCloseTo(5 / 6);
  });

  it('is softened to 40 to 60% where the run wants it', () => {
    const run = buildTuningRun('comparison', { comparison: { soften: true } });

    expect(scoreOf(sure(0.9, 0.7), { run })).toBe(0.6);
    expect(scoreOf(sure(0.9, 0.7), { run, edit: { isSwapped: true } })).toBe(0.4);
    expect(scoreOf(sure(0.52, 0.56), { run })).toBeCloseTo(0.54);
  });

  it('turns round with the pair, and goes with the words that were judged', () => {
    expect(scoreOf(sure(0.9, 0.7), { edit: { isSwapped: true } })).toBeCloseTo(0.2);
    expect(scoreOf(sure(0.9, 0.7), { edit: { chosen: 'At ten o’clock.' } })).toBeUndefined();
  });

  it('is none of a revision', () => expect(scoreOf(improved('Soon.', 'At ten.'))).toBeUndefined());
});

describe('rows that are not done', () => {
  it('are left out', () => {
    const error = { code: 'SAFETY', message: 'Blocked.' } as never;
    const failed = { kind: 'failed', stage: 'answer', error, answers: [], rounds: [] } as const;

    expect(texts(taken(null))).toBe('under-way');
    expect(texts(taken(failed))).toBe('failed');
  });
});

describe('a run that is split by kind', () => {
  const rows = Array.from({ length: 40 }, (_, at) =>
    buildMadeRow(improved('Soon.', 'At ten.'), { row: at + 1, turns: [userTurn(`Question ${at}?`)] }),
  );

  function rowsIn(format: ExportSettings['format']): readonly number[] {
    const settings = { ...defaultExportSettings, format, splitByKind: true };
    const isIn = (found: RowExamples) => 'examples' in found;
    return rows.filter((row) => isIn(examplesOf(row, { run: buildTuningRun(), settings }))).map(({ row }) => row);
  }

  it('gives each prompt to one kind of data, whichever of its formats is taken', () => {
    const supervised = rowsIn('trl-messages');
    const pairs = rowsIn('trl-preference');

    expect([...supervised, ...pairs].toSorted((a, b) => a - b)).toEqual(rows.map(({ row }) => row));
    expect(rowsIn('gemini-sft')).toEqual(supervised);
    expect(rowsIn('trl-unpaired')).toEqual(pairs);
    expect(supervised.length).toBeGreaterThan(8);
    expect(pairs.length).toBeGreaterThan(8);
  });
});

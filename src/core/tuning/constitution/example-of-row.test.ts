import { describe, expect, it } from 'vitest';
import { buildTuningRun } from '../../../testing/tuning-builders';
import type { Judgement, MadeRow, MadeText, Verdict } from '../run/made-row';
import { exampleOfRow } from './example-of-row';
import { blankConstitution } from './tuning-constitution';

const run = buildTuningRun({
  constitution: {
    ...blankConstitution,
    pairs: [
      { id: 'p1', critique: 'Name what is vague.', revision: 'Make it plain.' },
      { id: 'p2', critique: 'Name what is unkind.', revision: 'Make it kind.' },
    ],
    comparisonPrinciples: [{ id: 'c1', text: 'Choose the kinder answer.' }],
  },
});
const said = (text: string): MadeText => ({ text, isCut: false });

function row(made: MadeRow['made'], turns: MadeRow['turns'] = [{ role: 'user', text: 'Is it far?' }]): MadeRow {
  return { row: 3, id: '3', turns, made, flags: [] };
}

const improved = row({
  kind: 'improved',
  answer: said('Quite.'),
  rounds: [
    { pair: 1, hasProblem: true, critique: said('How far?'), revision: said('Two miles.') },
    { pair: 2, hasProblem: true, critique: said('Curt.'), revision: said('Two miles, and a fine walk.') },
  ],
});

describe('an example of a row that was improved', () => {
  it('shows the last round, from what it began with to what it ended in', () => {
    expect(exampleOfRow(improved, { run, id: 'e' })).toEqual({
      kind: 'revision',
      example: {
        id: 'e',
        input: 'Is it far?',
        initialAnswer: 'Two miles.',
        critiquePrinciple: 'Name what is unkind.',
        critique: 'Curt.',
        revisionPrinciple: 'Make it kind.',
        revision: 'Two miles, and a fine walk.',
      },
    });
  });

  it('shows the round that was picked, in the author’s words', () => {
    const edit = { round: 1, chosen: 'Two miles exactly.', rejected: 'Quite far.' };
    expect(exampleOfRow(improved, { run, edit, id: 'e' })?.example).toMatchObject({
      initialAnswer: 'Quite far.',
      critique: 'How far?',
      revision: 'Two miles exactly.',
    });
  });

  it('has the whole conversation in its input', () => {
    const talk = row(improved.made, [
      { role: 'system', text: 'Be brief.' },
      { role: 'user', text: 'Hello' },
      { role: 'model', text: 'Hi.' },
      { role: 'user', text: 'Is it far?' },
    ]);
    expect(exampleOfRow(talk, { run, id: 'e' })?.example).toMatchObject({
      input: 'Hello\n\nAssistant: Hi.\n\nHuman: Is it far?',
    });
  });

  it('is none where nothing was to be improved, or nothing was made', () => {
    const round = { pair: 1, hasProblem: false, critique: said('Fine.'), revision: null };
    expect(exampleOfRow(row({ kind: 'improved', answer: said('Yes.'), rounds: [round] }), { run, id: 'e' })).toBeNull();
    expect(exampleOfRow(row(null), { run, id: 'e' })).toBeNull();
  });
});

describe('an example of a comparison', () => {
  const verdict = (picks: Verdict['picks'], reasoning: string): Verdict => ({ picks, reasoning });
  const compared = (judgement: Judgement) =>
    row({ kind: 'compared', answers: [said('No.'), said('Not at all.')], isIdentical: false, judgements: [judgement] });

  it('shows both answers and what was chosen, with the reasons', () => {
    const judgement = {
      principle: 1,
      forward: verdict('second', 'B is warm.'),
      backward: verdict('second', 'A is warm.'),
    };
    const found = exampleOfRow(compared(judgement), { run, id: 'e' });
    expect(found).toMatchObject({
      kind: 'comparison',
      example: { id: 'e', chainOfThought: 'B is warm.', selectedAnswer: '(B)' },
    });
    const task = found?.kind === 'comparison' ? found.example.task : '';
    for (const part of ['H: Is it far?', 'Choose the kinder answer.', '(A) [[[No.]]]', '(B) [[[Not at all.]]]'])
      expect(task).toContain(part);
  });

  it('is none where the two orders disagree', () => {
    const judgement = { principle: 1, forward: verdict('first', ''), backward: verdict('second', '') };
    expect(exampleOfRow(compared(judgement), { run, id: 'e' })).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import type { MadeRow } from '../../../core/tuning/run/made-row';
import type { TrialStage } from '../../../store/tune/tune-state';
import { trialColumns } from './trial-columns';

const stage = (name: TrialStage['stage'], n: number, text: string): TrialStage => ({
  stage: name,
  n,
  about: '',
  prompt: { turns: [] },
  text,
});

const answered = stage('answer', 1, 'Air bends light.');
const row = (made: MadeRow['made']): MadeRow => ({ row: 1, id: '1', turns: [], made, flags: [] });
const text = (words: string) => ({ text: words, isCut: false });

describe('the columns of a trial', () => {
  it('stand in the order in which the stages were asked', () => {
    const stages = [answered, stage('critique', 1, 'Ask'), stage('revision', 1, 'What bends light?')];
    expect(trialColumns(stages, null).map(({ title, text: shown }) => [title, shown])).toEqual([
      ['Answer', 'Air bends light.'],
      ['Critique', 'Ask'],
      ['Revision', 'What bends light?'],
    ]);
  });

  it('compare a revision with the text that it was made from', () => {
    const stages = [answered, stage('revision', 1, 'One'), stage('revision', 2, 'Two')];
    expect(trialColumns(stages, null).map(({ before, after }) => [before, after])).toEqual([
      [undefined, 'One'],
      ['Air bends light.', undefined],
      ['One', undefined],
    ]);
  });

  it('say what a critique found, and what each order of a comparison picked', () => {
    const rounds = [{ pair: 1, hasProblem: true, critique: text('It lectures.'), revision: null }];
    const improved = row({ kind: 'improved', answer: text('Air bends light.'), rounds });
    expect(trialColumns([answered, stage('critique', 1, '')], improved)[1]).toMatchObject({
      text: 'It lectures.',
      verdict: { kind: 'critique', hasProblem: true },
    });

    const judgement = {
      principle: 1,
      forward: { picks: 'first', reasoning: 'It asks.' },
      backward: { picks: 'second', reasoning: 'It is short.' },
    } as const;
    const compared = row({
      kind: 'compared',
      answers: [text('a'), text('b')],
      isIdentical: false,
      judgements: [judgement],
    });
    const stages = [answered, stage('second-answer', 1, 'b'), stage('judgement', 1, ''), stage('judgement', 2, '')];
    expect(trialColumns(stages, compared).map(({ title, verdict }) => [title, verdict])).toEqual([
      ['Answer A', undefined],
      ['Answer B', undefined],
      ['A first', { kind: 'choice', picks: 'first' }],
      ['B first', { kind: 'choice', picks: 'second' }],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Compared, Made, MadeRow } from '../../../core/tuning/run/made-row';
import { defaultTuningSettings } from '../../../core/tuning/run/tuning-settings';
import { buildConstitution } from '../../../testing/tuning-run';
import { whyNot } from './why-not';

describe('what cannot be done with a row', () => {
  it('is to make an example of a pair that nobody judged', () => {
    const brought = compared({ isBroughtIn: true });
    expect(blockers(brought).takeAsExample).toBe('Nobody judged it: there is no reasoning to show.');
  });

  it('is to make an example of an answer that was not revised, or of a tie', () => {
    const fine: Made = { kind: 'improved', answer: text('Soon.'), rounds: [round(null)] };
    expect(blockers(fine).takeAsExample).toMatch(/nothing was to be improved/);
    const verdict = { picks: 'tie', reasoning: 'Both do.' } as const;
    const tie = compared({ judgements: [{ principle: 1, forward: verdict, backward: verdict }] });
    expect(blockers(tie).takeAsExample).toBe('Nothing was chosen: it is a tie.');
  });

  it('is nothing for one that was revised', () => {
    const revised: Made = { kind: 'improved', answer: text('Soon.'), rounds: [round('At ten.')] };
    expect(blockers(revised)).toEqual({ swap: 'This run makes one text a prompt, not pairs.' });
  });

  it('is to pick a round while downloads take all of them', () => {
    const revised: Made = { kind: 'improved', answer: text('Soon.'), rounds: [round('At ten.'), round('Ten.')] };
    expect(blockers(revised, 'all').takeRound).toMatch(/^Downloads take all rounds/);
    expect(blockers(revised, 'picked').takeRound).toBeUndefined();
  });
});

function blockers(made: Made, rounds: 'last' | 'all' | 'picked' = 'last') {
  const row: MadeRow = { row: 1, id: '1', turns: [{ role: 'user', text: 'When?' }], made, flags: [] };
  const run = { settings: settings(made), constitution: buildConstitution() };
  return whyNot(row, { run, edit: {}, rounds, hasTexts: true, isPair: false });
}

function settings({ kind }: Made) {
  return { ...defaultTuningSettings, make: kind === 'compared' ? 'comparison' : 'improvement' } as const;
}

function text(words: string) {
  return { text: words, isCut: false };
}

function round(revision: string | null) {
  return {
    pair: 1,
    hasProblem: revision !== null,
    critique: text('Too vague.'),
    revision: revision === null ? null : text(revision),
  };
}

function compared(more: Partial<Compared>): Compared {
  return {
    kind: 'compared',
    answers: [text('Soon.'), text('At ten.')],
    isIdentical: false,
    judgements: [],
    ...more,
  };
}

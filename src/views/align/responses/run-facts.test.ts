import { describe, expect, it } from 'vitest';
import type { TurnInput } from '../../../core/conversation/turn';
import { buildCandidate, buildTurn } from '../../../testing/builders';
import { runFacts, runLabel } from './run-facts';

const answered = buildCandidate().state;

describe('runFacts', () => {
  it('gives the time of the slowest answer and the number of calls', () => {
    if (answered.status !== 'answered') throw new Error('The builder builds an answered candidate.');
    const turn = buildTurn({
      candidates: [
        buildCandidate({ state: { ...answered, tookMs: 900 } }),
        buildCandidate({ id: 'c2', state: { ...answered, tookMs: 2340 } }),
        buildCandidate({ id: 'c3', state: { status: 'waiting' } }),
      ],
    });
    expect(runFacts(turn)).toBe('2.3 s · 3 calls');
  });

  it('gives no time before the first answer', () => {
    const turn = buildTurn({ candidates: [buildCandidate({ state: { status: 'streaming', text: 'A' } })] });
    expect(runFacts(turn)).toBe('1 call');
  });

  it('counts no call that the budget or a missing key has kept from being made', () => {
    const refused = (kind: 'no-key' | 'over-budget') =>
      buildCandidate({ state: { status: 'failed', error: { kind, code: 'X', message: 'No.', partialText: '' } } });
    expect(runFacts(buildTurn({ candidates: [refused('no-key')] }))).toBe('nothing sent');
    expect(runFacts(buildTurn({ candidates: [buildCandidate(), refused('over-budget')] }))).toMatch(/ 1 call$/);
  });
});

describe('runLabel', () => {
  const turnOn = (input: Pick<TurnInput, 'values' | 'inputSetId'>) =>
    buildTurn({ n: 8, at: '2026-11-21T09:42:10.000Z', input: { ...input, prompt: 'Say it.', message: null } });
  const sets = [{ id: 's1', name: 'Teapot', values: { item: 'an old teapot', place: 'a shed' } }];

  it('names the run and its time, and no inputs where there are none', () => {
    expect(runLabel(turnOn({ values: {} }), [], 'UTC')).toBe('Run 8 · 21 Nov, 09:42');
  });

  it('names the input set that has its values, however it was run', () => {
    const values = { item: 'an old teapot' };
    expect(runLabel(turnOn({ values, inputSetId: 's1' }), sets, 'UTC')).toBe('Run 8 · 21 Nov, 09:42 · Teapot');
    expect(runLabel(turnOn({ values }), sets, 'UTC')).toMatch(/· Teapot$/);
  });

  it('says the values, cut short, where no set has them or has them no more', () => {
    const values = { item: 'a\nspoon', to: 'somebody who has never in their life held one' };
    expect(runLabel(turnOn({ values, inputSetId: 's1' }), sets, 'UTC')).toMatch(
      /· a spoon, somebody who has never in their…$/,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { buildCandidate, buildRun } from '../../../testing/builders';
import { runFacts, runLabel } from './run-facts';

const answered = buildCandidate().state;

describe('runFacts', () => {
  it('gives the time of the slowest answer and the number of calls', () => {
    if (answered.status !== 'answered') throw new Error('The builder builds an answered candidate.');
    const run = buildRun({
      candidates: [
        buildCandidate({ state: { ...answered, tookMs: 900 } }),
        buildCandidate({ id: 'c2', state: { ...answered, tookMs: 2340 } }),
        buildCandidate({ id: 'c3', state: { status: 'waiting' } }),
      ],
    });
    expect(runFacts(run)).toBe('2.3 s · 3 calls');
  });

  it('gives no time before the first answer', () => {
    const run = buildRun({ candidates: [buildCandidate({ state: { status: 'streaming', text: 'A' } })] });
    expect(runFacts(run)).toBe('1 call');
  });

  it('counts no call that the budget or a missing key has kept from being made', () => {
    const refused = (kind: 'no-key' | 'over-budget') =>
      buildCandidate({ state: { status: 'failed', error: { kind, code: 'X', message: 'No.', partialText: '' } } });
    expect(runFacts(buildRun({ candidates: [refused('no-key')] }))).toBe('nothing sent');
    expect(runFacts(buildRun({ candidates: [buildCandidate(), refused('over-budget')] }))).toMatch(/ 1 call$/);
  });
});

describe('runLabel', () => {
  const run = buildRun({ n: 8, at: '2026-11-21T09:42:10.000Z' });

  const sets = [{ id: 's1', name: 'Teapot', values: { item: 'an old teapot', place: 'a shed' } }];

  it('names the run and its time, and no inputs where there are none', () => {
    expect(runLabel({ ...run, values: {} }, [], 'UTC')).toBe('Run 8 · 21 Nov, 09:42');
  });

  it('names the input set that has its values, however it was run', () => {
    const values = { item: 'an old teapot' };
    expect(runLabel({ ...run, values, inputSetId: 's1' }, sets, 'UTC')).toBe('Run 8 · 21 Nov, 09:42 · Teapot');
    expect(runLabel({ ...run, values }, sets, 'UTC')).toMatch(/· Teapot$/);
  });

  it('says the values, cut short, where no set has them or has them no more', () => {
    const values = { item: 'a\nspoon', to: 'somebody who has never in their life held one' };
    expect(runLabel({ ...run, values, inputSetId: 's1' }, sets, 'UTC')).toMatch(
      /· a spoon, somebody who has never in their…$/,
    );
  });
});

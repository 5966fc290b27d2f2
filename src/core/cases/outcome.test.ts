import { describe, expect, it } from 'vitest';
import type { CaseResult, CaseVerdict } from './case';
import { caseState, decide, outcomeOf } from './outcome';

const judging = { samples: 1, judge: 'practice' };

describe('the outcome of a case', () => {
  it.each([
    { kind: 'critique', passes: true, hasPassed: false, outcome: 'fixed' },
    { kind: 'critique', passes: true, hasPassed: true, outcome: 'fixed' },
    { kind: 'critique', passes: false, hasPassed: false, outcome: 'unchanged' },
    { kind: 'critique', passes: false, hasPassed: true, outcome: 'broken' },
    { kind: 'rewrite', passes: true, hasPassed: false, outcome: 'fixed' },
    { kind: 'rewrite', passes: false, hasPassed: false, outcome: 'unchanged' },
    { kind: 'rewrite', passes: false, hasPassed: true, outcome: 'broken' },
    { kind: 'kudos', passes: true, hasPassed: false, outcome: 'unchanged' },
    { kind: 'kudos', passes: true, hasPassed: true, outcome: 'unchanged' },
    { kind: 'kudos', passes: false, hasPassed: false, outcome: 'broken' },
    { kind: 'kudos', passes: false, hasPassed: true, outcome: 'broken' },
  ] as const)('of a $kind that passes: $passes, and did before: $hasPassed, is $outcome', (row) => {
    expect(outcomeOf(row.kind, row)).toBe(row.outcome);
  });

  it('compares with what was asked earlier alone, so that going back to a version brings its outcome back', () => {
    const results = [result('v1', 'fails'), result('v2', 'passes'), result('v3', 'fails')];
    const outcomes = ['v1', 'v2', 'v3'].map((key) => caseState({ kind: 'critique', results }, key, judging).outcome);
    expect(outcomes).toEqual(['unchanged', 'fixed', 'broken']);
  });

  it('leaves out what passed without a principle: the prompt never was like that', () => {
    const results: CaseResult[] = [{ ...result('trial', 'passes'), isTrial: true }, result('v1', 'fails')];
    expect(caseState({ kind: 'critique', results }, 'v1', judging).outcome).toBe('unchanged');
  });

  it('is not run under a prompt that nobody asked it under', () => {
    expect(caseState({ kind: 'kudos', results: [result('v1', 'passes')] }, 'v2', judging)).toMatchObject({
      outcome: 'not run',
      why: '',
    });
  });

  it('is not run where it cannot be sent, and says why', () => {
    expect(caseState({ kind: 'kudos', results: [] }, { why: 'No value.' }, judging)).toMatchObject({
      outcome: 'not run',
      why: 'No value.',
    });
  });

  it.each(['unreadable', 'unsure'] as const)('is not run, and never broken, when the judge is %s', (verdict) => {
    const state = caseState({ kind: 'kudos', results: [result('v1', verdict)] }, 'v1', judging);
    expect(state.outcome).toBe('not run');
    expect(state.why).toContain('because');
  });

  it('is not run when there was no answer', () => {
    const failed: CaseResult = { key: 'v1', samples: [{ n: 0, answer: { failure: 'It was blocked.' }, verdicts: [] }] };
    expect(caseState({ kind: 'kudos', results: [failed] }, 'v1', judging)).toMatchObject({
      outcome: 'not run',
      why: 'It was blocked.',
    });
  });

  it('is what the author says, whatever the judge says', () => {
    const results: CaseResult[] = [{ ...result('v1', 'fails'), overruled: { passes: true } }];
    expect(caseState({ kind: 'critique', results }, 'v1', judging)).toMatchObject({ outcome: 'fixed', isByHand: true });
  });

  it('counts the verdicts of the judge that is chosen now', () => {
    expect(
      caseState({ kind: 'kudos', results: [result('v1', 'passes')] }, 'v1', { samples: 1, judge: 'other' }),
    ).toMatchObject({ outcome: 'not run' });
  });
});

describe('several samples', () => {
  it.each([
    { samples: 3, verdicts: ['passes', 'passes', 'fails'], passes: true },
    { samples: 3, verdicts: ['passes', 'fails', 'fails'], passes: false },
    { samples: 2, verdicts: ['passes', 'fails'], passes: false },
    { samples: 4, verdicts: ['passes', 'passes', 'fails', 'fails'], passes: false },
    { samples: 3, verdicts: ['passes', 'passes', 'unreadable'], passes: true },
    { samples: 3, verdicts: ['passes', 'fails', 'unreadable'], passes: null },
    { samples: 3, verdicts: ['passes', 'passes'], passes: true },
    { samples: 3, verdicts: ['passes'], passes: null },
    { samples: 1, verdicts: ['passes', 'fails', 'fails'], passes: true },
  ] as const)('$verdicts of $samples decide: $passes', ({ samples, verdicts, passes }) => {
    expect(decide(result('v1', ...verdicts), { samples, judge: 'practice' }).passes).toBe(passes);
  });
});

function result(key: string, ...verdicts: readonly CaseVerdict['verdict'][]): CaseResult {
  const samples = verdicts.map((verdict, n) => ({
    n,
    answer: { text: `Answer ${n}` },
    verdicts: [{ judge: 'practice', verdict, reason: 'because' }],
  }));
  return { key, samples };
}

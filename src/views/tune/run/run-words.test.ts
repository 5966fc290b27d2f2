import { describe, expect, it } from 'vitest';
import { defaultTuningSettings } from '../../../core/tuning/run/tuning-settings';
import { callsPerPrompt, lanesOf, mostCalls, secondsLeft, stateWords } from './run-words';

const settings = { ...defaultTuningSettings, rounds: 2 };
const comparison = {
  ...defaultTuningSettings,
  make: 'comparison',
  comparison: { ...defaultTuningSettings.comparison, judgesPerPair: 3 },
} as const;
const passed = { answers: 9, critiques: 7, revisions: 5, judgements: 0 };

describe('the calls of a prompt', () => {
  it('are an answer and two for each round, or two answers and two for each judge', () => {
    expect(callsPerPrompt(settings)).toBe(5);
    expect(callsPerPrompt(comparison)).toBe(8);
    expect(mostCalls({ settings, total: 600, calls: 3000 })).toBe(3000);
  });

  it('are never 20 of at most 15: replies of no use are asked for again', () => {
    expect(mostCalls({ settings, total: 3, calls: 20 })).toBeNull();
  });
});

describe('the lanes of a run', () => {
  it('count the prompts that have passed each stage; the last one those that are through, revised or not', () => {
    expect(lanesOf({ settings, passed, done: 6 })).toEqual([
      { name: 'Answers', passed: 9 },
      { name: 'Critiques', passed: 7 },
      { name: 'Revisions', passed: 6 },
    ]);
    expect(lanesOf({ settings: comparison, passed, done: 4 }).map(({ name }) => name)).toEqual([
      'Answers',
      'Judgements',
    ]);
  });
});

describe('the time left', () => {
  const run = { estimate: { calls: 300, tokens: 1, seconds: 200 }, total: 100, done: 50 };

  it('goes by the estimate before a pace is known, then by the pace of this life', () => {
    expect(secondsLeft(run, { ms: 1000, done: 2 })).toBe(100);
    expect(secondsLeft(run, { ms: 20_000, done: 10 })).toBe(100);
    expect(secondsLeft(run, { ms: 5000, done: 10 })).toBe(25);
  });

  it('is not told when nothing is left', () => {
    expect(secondsLeft({ ...run, done: 100 }, { ms: 1, done: 10 })).toBeNull();
  });
});

describe('how a run stands', () => {
  it('tells one of this tab from one of another', () => {
    expect(stateWords({ status: 'running' }, { pausing: false }).word).toBe('Generating');
    expect(stateWords({ status: 'running' }, { pausing: true }).word).toBe('Pausing');
    expect(stateWords({ status: 'running' }, null).word).toBe('Generating in another tab');
  });

  it('tells a pause of the author from one that a problem made', () => {
    const error = { kind: 'empty', code: '', message: '' } as const;
    expect(stateWords({ status: 'paused' }, null).word).toBe('Paused');
    expect(stateWords({ status: 'paused', error }, null).word).toBe('Paused by a problem');
  });
});

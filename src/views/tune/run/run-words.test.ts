import { describe, expect, it } from 'vitest';
import { callsPerPrompt, defaultTuningSettings } from '../../../core/tuning/run/tuning-settings';
import { lanesOf, likelyWords, mostCalls, secondsLeft, seenWords, stateWords } from './run-words';

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

describe('what a run will likely take', () => {
  const found = { total: 50, estimate: { calls: 232, tokens: 111_000, seconds: 3 } };

  it('is told with the most that it can be', () => {
    expect(likelyWords(found, settings)).toEqual({
      calls: 'about 232, at most 250 calls',
      rest: '111 k tokens · 3 s',
    });
    const all = { ...found, estimate: { ...found.estimate, calls: 250 } };
    expect(likelyWords(all, settings)?.calls).toBe('about 250 calls');
  });

  it('is not 0 calls while something is missing', () => {
    expect(likelyWords({ ...found, estimate: { calls: 0, tokens: 0, seconds: 0 } }, settings)).toBeNull();
  });

  it('says what it goes by', () => {
    expect(seenWords({ asked: 0, fine: 0 })).toMatch(/“Try one”/);
    expect(seenWords({ asked: 50, fine: 6 })).toBe('So far 6 of 50 first critiques found nothing.');
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

import { describe, expect, it } from 'vitest';
import { userPrompt } from '../model/model-prompt';
import type { ModelRef } from '../model/model-ref';
import { type CallKind, estimateWork, tokensOfCalls } from './estimate';
import { estimateTokens } from './estimate-tokens';

const gemini: ModelRef = { provider: 'gemini', id: 'g' };
const local: ModelRef = { provider: 'webllm', id: 'gemma' };
const limits = { parallelRequests: 8, requestsPerMinute: 60 };

function kind(change: Partial<CallKind> = {}): CallKind {
  return { calls: 120, tokens: 10, model: gemini, seconds: 1, ...change };
}

describe('the estimate of work', () => {
  it('adds up its kinds of calls', () => {
    const { calls, tokens } = estimateWork({ kinds: [kind(), kind({ calls: 3, tokens: 500 })], limits });
    expect([calls, tokens]).toEqual([123, 120 * 10 + 3 * 500]);
  });

  it('takes as long as the narrowest of what it waits for', () => {
    const seconds = (change: Partial<CallKind>, leastSeconds?: number) =>
      estimateWork({ kinds: [kind(change)], limits, ...(leastSeconds !== undefined && { leastSeconds }) }).seconds;
    expect(seconds({})).toBe(120);
    expect(seconds({ seconds: 80 })).toBe(1200);
    expect(seconds({}, 500)).toBe(500);
  });

  it('knows that this device answers one call after the other, and that nobody limits its minute', () => {
    const onDevice = kind({ model: local, seconds: 0.1 });
    expect(estimateWork({ kinds: [onDevice], limits }).seconds).toBe(12);
    expect(estimateWork({ kinds: [onDevice, kind({ calls: 30 })], limits }).seconds).toBe(30);
  });

  it('says which share of a day of a service it takes, and of this device none', () => {
    const day = 60 * 24 * 60;
    expect(estimateWork({ kinds: [kind({ calls: day / 4 })], limits }).dayShare).toBe(0.25);
    const mixed = [kind({ calls: day / 4 }), kind({ model: local, calls: day })];
    expect(estimateWork({ kinds: mixed, limits }).dayShare).toBe(0.25);
    expect(estimateWork({ kinds: [kind({ model: local })], limits })).not.toHaveProperty('dayShare');
  });

  it('ends at the budget, with everything in proportion', () => {
    const whole = estimateWork({ kinds: [kind()], limits });
    const { dayShare = 0 } = whole;
    expect(estimateWork({ kinds: [kind()], limits, callBudget: 60 })).toEqual({
      calls: 60,
      tokens: whole.tokens / 2,
      seconds: whole.seconds / 2,
      dayShare: dayShare / 2,
    });
    expect(estimateWork({ kinds: [kind()], limits, callBudget: 500 })).toEqual(whole);
    expect(estimateWork({ kinds: [], limits, callBudget: 5 })).toEqual({ calls: 0, tokens: 0, seconds: 0 });
  });

  it('counts the tokens of actual prompts, with their replies', () => {
    const [short, long] = ['One word.', 'Which of these words is the longest one?'];
    const samples = [
      { prompt: userPrompt(short), replyTokens: 1 },
      { prompt: userPrompt(long), replyTokens: 3 },
    ];
    expect(tokensOfCalls(samples)).toBe((estimateTokens(short) + estimateTokens(long) + 4) / 2);
    expect(tokensOfCalls([])).toBe(0);
  });
});

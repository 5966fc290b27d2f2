import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../../../core/model/call-record';
import { userPrompt } from '../../../core/model/model-prompt';
import { everyCall, filterCalls, modelsOf } from './filter-calls';

const answered = {
  status: 'answered',
  text: 'Seal a draughty door.',
  finish: { kind: 'stop', code: 'STOP' },
  usage: { inputTokens: 9, outputTokens: 6, thoughtTokens: 0, estimated: false },
  cached: false,
} as const;

function aCall(id: string, rest: Partial<CallRecord> = {}): CallRecord {
  return {
    id,
    at: '2026-11-21T09:30:00.000Z',
    purpose: 'respond',
    model: { provider: 'practice' },
    prompt: userPrompt('Give three uses for an inner tube'),
    settings: {},
    reply: { type: 'text' },
    retries: [],
    outcome: answered,
    tookMs: 640,
    ...rest,
  };
}

const blocked = {
  status: 'failed',
  error: { kind: 'answer-blocked', code: 'SAFETY', message: 'Held back.', partialText: '' },
} as const;

const calls = [
  aCall('first'),
  aCall('second', { purpose: 'suggest-rationales', model: { provider: 'gemini', id: 'gemini-flash-latest' } }),
  aCall('third', { outcome: blocked }),
];

function found(filter: Partial<typeof everyCall>) {
  return filterCalls(calls, { ...everyCall, ...filter }).map(({ id }) => id);
}

describe('filterCalls', () => {
  it('shows every call, newest first', () => {
    expect(found({})).toEqual(['third', 'second', 'first']);
  });

  it('narrows by purpose, model and outcome', () => {
    expect(found({ purpose: 'suggest-rationales' })).toEqual(['second']);
    expect(found({ model: 'practice' })).toEqual(['third', 'first']);
    expect(found({ outcome: 'failed' })).toEqual(['third']);
    expect(found({ model: 'practice', outcome: 'answered' })).toEqual(['first']);
  });

  it('finds words of the prompt, the reply, the purpose and the outcome in any letter case', () => {
    expect(found({ text: ' INNER tube ' })).toHaveLength(3);
    expect(found({ text: 'draughty' })).toEqual(['second', 'first']);
    expect(found({ text: 'rationales' })).toEqual(['second']);
    expect(found({ text: 'safety' })).toEqual(['third']);
    expect(found({ text: 'the reply was blocked' })).toEqual(['third']);
    expect(found({ text: 'no such words' })).toEqual([]);
  });
});

describe('modelsOf', () => {
  it('names each model once', () => {
    expect(modelsOf(calls)).toEqual([
      { key: 'practice', name: 'Practice model (built in)' },
      { key: 'gemini/gemini-flash-latest', name: 'Gemini: gemini-flash-latest' },
    ]);
  });
});

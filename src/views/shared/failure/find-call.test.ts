import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../../../core/model/call-record';
import type { ModelErrorData } from '../../../core/model/model-error';
import { userPrompt } from '../../../core/model/model-prompt';
import { practiceModel } from '../../../core/model/model-ref';
import { someInstant } from '../../../testing/builders';
import { findFailedCall } from './find-call';

const blocked: ModelErrorData = { kind: 'answer-blocked', code: 'SAFETY', message: 'Blocked.', partialText: '' };
const empty: ModelErrorData = { kind: 'empty', code: 'STOP', message: 'Empty.', partialText: '' };

function failed(id: string, error: ModelErrorData, purpose: CallRecord['purpose'] = 'respond'): CallRecord {
  return {
    id,
    at: someInstant,
    purpose,
    model: practiceModel,
    prompt: userPrompt('Hello'),
    settings: {},
    reply: { type: 'text' },
    retries: [],
    outcome: { status: 'failed', error },
    tookMs: 5,
  };
}

describe('findFailedCall', () => {
  it('finds the latest call that failed with this error', () => {
    const calls = [failed('1', blocked), failed('2', blocked), failed('3', empty)];
    expect(findFailedCall(calls, { purposes: ['respond'], error: blocked })).toBe('2');
  });

  it('passes over calls for something else', () => {
    const calls = [failed('1', blocked, 'propose-mutation')];
    expect(findFailedCall(calls, { purposes: ['respond'], error: blocked })).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import type { CallOutcome, CallRecord } from './call-record';
import { afterCall, lastingFailureOf, withoutService } from './lasting-failures';
import type { ModelErrorData, ModelErrorKind } from './model-error';
import type { ModelRef } from './model-ref';
import { noUsage } from './reply';

const flash: ModelRef = { provider: 'gemini', id: 'flash' };
const pro: ModelRef = { provider: 'gemini', id: 'pro' };
const server: ModelRef = { provider: 'server', id: 'flash' };
const noon = '2026-11-21T12:00:00.000Z';
const at = (instant: string) => Date.parse(instant);

describe('what the last outcome says of the next call', () => {
  it('is a refused key, for every model of the service and for no other service', () => {
    const failures = afterCall(new Map(), failed(flash, 'bad-key'), undefined);
    expect(lastingFailureOf(failures, flash, at(noon))?.kind).toBe('bad-key');
    expect(lastingFailureOf(failures, pro, at(noon))?.kind).toBe('bad-key');
    expect(lastingFailureOf(failures, server, at(noon))).toBeNull();
  });

  it('is a spent quota of one model, until its end', () => {
    const until = '2026-11-21T13:00:00.000Z';
    const failures = afterCall(new Map(), failed(flash, 'rate-limited-day', { until }), undefined);
    expect(lastingFailureOf(failures, flash, at(noon))).toMatchObject({ until });
    expect(lastingFailureOf(failures, pro, at(noon))).toBeNull();
    expect(lastingFailureOf(failures, flash, at(until))).toBeNull();
  });

  it('is nothing any more after the next success', () => {
    const refused = afterCall(new Map(), failed(flash, 'no-credit'), undefined);
    expect(lastingFailureOf(afterCall(refused, answered(pro), undefined), flash, at(noon))).toBeNull();
    const spent = afterCall(new Map(), failed(flash, 'rate-limited-day'), undefined);
    expect(afterCall(spent, answered(pro), undefined), 'another model’s quota').toBe(spent);
    expect(afterCall(spent, answered(flash), undefined).size).toBe(0);
  });

  it.each<ModelErrorKind>(['token-limit', 'prompt-blocked', 'answer-blocked', 'empty'])(
    'is nothing any more after a failure of the answer itself: %s',
    (kind) => {
      const refused = afterCall(new Map(), failed(flash, 'unknown-format'), undefined);
      expect(afterCall(refused, failed(flash, kind), undefined).size).toBe(0);
    },
  );

  it('is not changed by an answer from memory, a running call or one that was stopped', () => {
    const refused = afterCall(new Map(), failed(flash, 'bad-key'), undefined);
    expect(afterCall(refused, answered(flash, { cached: true }), undefined)).toBe(refused);
    expect(afterCall(refused, call(flash, { status: 'running' }), undefined)).toBe(refused);
    expect(afterCall(refused, call(flash, { status: 'cancelled', partialText: '' }), undefined)).toBe(refused);
  });

  it.each<ModelErrorKind>(['token-limit', 'prompt-blocked', 'answer-blocked', 'empty', 'unreadable', 'interrupted'])(
    'is nothing of %s, which another prompt may not meet',
    (kind) => {
      expect(afterCall(new Map(), failed(flash, kind), undefined).size).toBe(0);
    },
  );

  it('is nothing of a call that was made with the key before', () => {
    const late = failed(flash, 'bad-key', {}, '2026-11-21T11:59:59.000Z');
    expect(afterCall(new Map(), late, noon).size).toBe(0);
    expect(afterCall(new Map(), failed(flash, 'bad-key'), noon).size).toBe(1);
  });

  it('goes with the key that it was about', () => {
    const both = afterCall(
      afterCall(new Map(), failed(flash, 'bad-key'), undefined),
      failed(server, 'bad-key'),
      undefined,
    );
    expect([...withoutService(both, 'gemini').keys()]).toEqual(['server/flash']);
  });
});

function call(model: ModelRef, outcome: CallOutcome, began = noon): CallRecord {
  return {
    id: 'c',
    at: began,
    purpose: 'respond',
    model,
    prompt: { turns: [] },
    settings: {},
    reply: { type: 'text' },
    retries: [],
    outcome,
    tookMs: 1,
  };
}

function failed(model: ModelRef, kind: ModelErrorKind, more: Partial<ModelErrorData> = {}, began = noon): CallRecord {
  return call(
    model,
    { status: 'failed', error: { kind, code: '429', message: 'No.', partialText: '', ...more } },
    began,
  );
}

function answered(model: ModelRef, { cached = false } = {}): CallRecord {
  return call(model, {
    status: 'answered',
    text: 'Yes.',
    finish: { kind: 'stop', code: 'STOP' },
    usage: noUsage,
    cached,
  });
}

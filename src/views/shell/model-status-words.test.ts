import { describe, expect, it } from 'vitest';
import type { ModelRef } from '../../core/model/model-ref';
import type { ModelsStatus } from '../../core/model/models-port';
import { modelStatusWords } from './model-status-words';

const practice: ModelRef = { provider: 'practice' };
const gemini: ModelRef = { provider: 'gemini', id: 'gemini-flash-latest' };
const ready: ModelsStatus = { state: 'ready' };

describe('modelStatusWords', () => {
  it('says of the practice model that it follows rules', () => {
    const settings = { promptModel: practice, alignmentModel: null };
    expect(modelStatusWords({ settings, key: '', status: ready })).toMatchObject({
      name: 'Practice model (built in)',
      say: 'rule-based',
      icon: 'practice',
    });
  });

  it('says that Gemini is ready only with a key', () => {
    const settings = { promptModel: gemini, alignmentModel: null };
    expect(modelStatusWords({ settings, key: 'k', status: ready })).toMatchObject({
      name: 'Gemini: gemini-flash-latest',
      say: 'ready',
    });
    expect(modelStatusWords({ settings, key: ' ', status: ready })).toMatchObject({
      say: 'needs a key',
      matters: true,
    });
  });

  it('tells which of the two models lacks the key', () => {
    const settings = { promptModel: practice, alignmentModel: gemini };
    expect(modelStatusWords({ settings, key: '', status: ready }).say).toBe('alignment model needs a key');
  });

  it('counts calls, and keeps quiet about them', () => {
    const settings = { promptModel: practice, alignmentModel: null };
    expect(modelStatusWords({ settings, key: '', status: { state: 'busy', calls: 1 } }).say).toBe('1 call under way');
    const three = modelStatusWords({ settings, key: '', status: { state: 'busy', calls: 3 } });
    expect(three).toMatchObject({ say: '3 calls under way', matters: false });
  });

  it('hands on until when calls wait, and says when the models were restarted', () => {
    const settings = { promptModel: gemini, alignmentModel: null };
    const until = '2026-11-21T09:30:38.000Z';
    const waiting = modelStatusWords({ settings, key: 'k', status: { state: 'waiting', until, reason: 'rate limit' } });
    expect(waiting).toMatchObject({ until, say: 'rate limit', matters: true });
    const restarted = modelStatusWords({ settings, key: 'k', status: { state: 'restarted', reason: 'It stopped.' } });
    expect(restarted).toMatchObject({ say: 'restarted', matters: true });
  });
});

import { describe, expect, it } from 'vitest';
import { noUsage } from '../../core/model/reply';
import { noBatchService } from './batch-files';
import { answeredBy } from './label-batch';

describe('A batch file for a model that has no batch service', () => {
  it('is refused by the name of that model, be it a local one', () => {
    const { kind, message } = noBatchService({ provider: 'webllm', id: 'gemma3-1b-it-q4f16_1-MLC' }).data;

    expect(kind).toBe('bad-request');
    expect(message).toMatch(/^Local: gemma3-1b-it-q4f16_1-MLC has no batch service\. Choose a Gemini model/);
  });
});

describe('An answer of the batch service', () => {
  it('is JSON, also where the rows would be read here by a model that chooses labels by their codes', async () => {
    const rulebook = {
      task: 'Who helps?',
      labels: ['Billing', 'Access'].map((label) => ({ label, rules: [{ id: label, text: `It is about ${label}.` }] })),
    };
    const row = { id: 'row-1', row: 1, fields: [{ name: 'text', text: 'My card was charged twice.' }] };
    const settings = { truncateWords: 100, temperature: 0, seed: 1, examplesPerCall: 1 };
    const reply = {
      text: '{"label":"Billing","rule":1}',
      finish: { kind: 'stop', code: 'STOP' },
      usage: noUsage,
    } as const;

    const predictions = answeredBy(
      { rulebook, expert: null, rows: [row] },
      {
        outcome: { kind: 'reply', reply },
        request: { classifier: { rulebook, experts: [], settings }, model: { provider: 'webllm', id: 'gemma' } },
        signal: new AbortController().signal,
      },
    );

    expect(await Promise.all(predictions)).toEqual([{ label: 'Billing', outcome: 'read', ruleId: 'Billing' }]);
  });
});

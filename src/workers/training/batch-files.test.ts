import { describe, expect, it } from 'vitest';
import { noBatchService } from './batch-files';

describe('A batch file for a model that has no batch service', () => {
  it('is refused by the name of that model, be it a local one', () => {
    const { kind, message } = noBatchService({ provider: 'webllm', id: 'gemma3-1b-it-q4f16_1-MLC' }).data;

    expect(kind).toBe('bad-request');
    expect(message).toMatch(/^Local: gemma3-1b-it-q4f16_1-MLC has no batch service\. Choose a Gemini model/);
  });
});

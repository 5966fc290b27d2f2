import { describe, expect, it } from 'vitest';
import { localModel, practiceModel } from '../../../core/model/model-ref';
import { modelRow } from './model-rows';

describe('a model in the table of models', () => {
  it('says where it computes, and what it does there', () => {
    expect(modelRow(practiceModel, 'unknown')).toMatchObject({
      provider: 'Practice',
      logprobs: 'any number',
      scoring: true,
      embeddings: 'yes',
      where: 'this device',
    });
    expect(modelRow(localModel('gemma-2-2b-it-q4f16_1-MLC'), 'unknown')).toMatchObject({
      id: 'gemma-2-2b-it-q4f16_1-MLC',
      logprobs: 'any number',
      where: 'this device',
    });
  });

  it('says of Gemini that it never scores, and which model embeds for it', () => {
    const row = modelRow({ provider: 'gemini', id: 'gemini-2.5-flash' }, 'unknown');
    expect(row).toMatchObject({ logprobs: 'none', where: 'the service', images: true });
    expect(row.scoring).toContain('never scores');
    expect(row.embeddings).toMatch(/^by gemini-embedding/);
  });

  it('says what the service itself says of its limits, before what is known of the id', () => {
    const ref = { provider: 'gemini', id: 'gemini-2.5-flash' } as const;
    expect(modelRow(ref, 'unknown')).toMatchObject({ context: '1,048,576', output: '65,536' });
    const listed = { id: ref.id, displayName: ref.id, inputTokenLimit: 2_000_000, outputTokenLimit: 8192 };
    expect(modelRow(ref, 'unknown', listed)).toMatchObject({ context: '2,000,000', output: '8,192' });
  });

  it('says of a server what its program does', () => {
    const ref = { provider: 'server', id: 'qwen' } as const;
    expect(modelRow(ref, 'vllm')).toMatchObject({ scoring: true, logprobs: 'up to 20', where: 'your server' });
    expect(modelRow(ref, 'ollama').scoring).not.toBe(true);
  });
});

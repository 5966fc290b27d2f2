import { resolve } from 'node:path';
import { prebuiltAppConfig } from '@mlc-ai/web-llm';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { localModelSchema } from '../../core/local/local-model-schema';
import { loadPrebuiltModels } from '../../core/local/prebuilt-models';
import { asListed, corrections, prebuiltModels } from './prebuilt-list';

/**
 * The page's copy is made from the package. After an update of the package, or of a correction, make it anew with
 * `npx vitest run src/providers/webllm/prebuilt-list.test.ts --update`, and look at the difference.
 */
const file = resolve(import.meta.dirname, '../../core/local/prebuilt-models.json');
const records = prebuiltAppConfig.model_list;

describe('the list of prebuilt models', () => {
  it('is the one of the package, with our corrections', async () => {
    await expect(asFormatted(prebuiltModels(records))).toMatchFileSnapshot(file);
  });

  it('is read as local models, each id once', async () => {
    const models = await loadPrebuiltModels();
    expect(z.array(localModelSchema).parse(models)).toEqual(models);
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
    expect(models.length).toBe(records.length);
  });

  it('asks for shader-f16 for every model that computes in 16 bits, and for no other', async () => {
    for (const { id, requiredFeatures } of await loadPrebuiltModels()) {
      expect(requiredFeatures, id).toEqual(/-q\df16/.test(id) ? ['shader-f16'] : []);
    }
  });

  it('counts memory in bytes', async () => {
    const gemma = (await loadPrebuiltModels()).find(({ id }) => id === 'gemma-2-2b-it-q4f16_1-MLC');
    expect(gemma?.memoryBytes).toBe(Math.round(1895.3 * 1024 * 1024));
  });

  it('throws when nothing says how long the context of a model is', () => {
    const record = {
      model: 'https://example.org/x',
      model_id: 'x-q4f32_1-MLC',
      model_lib: 'https://example.org/x.wasm',
    };
    expect(() => prebuiltModels([record])).toThrow('Expected a context_window_size of "x-q4f32_1-MLC"');
  });
});

describe('a correction of the list', () => {
  it.each(corrections)('is still needed: $ids', ({ ids, change }) => {
    const wrong = records.filter((record) => {
      const listed = { ...asListed(record), contextTokens: record.overrides?.context_window_size };
      return ids.test(record.model_id) && JSON.stringify({ ...listed, ...change }) !== JSON.stringify(listed);
    });
    expect(wrong.length).toBeGreaterThan(0);
  });

  it('never takes back what the list asks for', () => {
    const corrected = prebuiltModels(records);
    for (const [index, record] of records.entries()) {
      const listed = asListed(record);
      expect(corrected[index]?.requiredFeatures, record.model_id).toEqual(
        expect.arrayContaining([...listed.requiredFeatures]),
      );
      expect(corrected[index]?.bufferBytes ?? 0, record.model_id).toBeGreaterThanOrEqual(listed.bufferBytes ?? 0);
    }
  });
});

/** As the formatter of this repository writes it: an array of words on one line. */
function asFormatted(models: unknown): string {
  return `${JSON.stringify(models, null, 2).replace(/\[\s+("[^"]+")\s+\]/g, '[$1]')}\n`;
}

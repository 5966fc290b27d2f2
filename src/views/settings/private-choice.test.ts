import { describe, expect, it } from 'vitest';
import type { LocalModel, StoredModel } from '../../core/local/local-model';
import { practiceModel } from '../../core/model/model-ref';
import { localModelWith, storedModelWith } from '../../testing/described-devices';
import { leavingModels, modelOnDevice, onDevice } from './private-choice';

const gemini = { provider: 'gemini', id: 'gemini-flash-latest' } as const;
const gemma = { provider: 'webllm', id: 'gemma' } as const;

function stored(id: string, rest: Partial<StoredModel> = {}, kind: LocalModel['kind'] = 'chat'): StoredModel {
  return storedModelWith(localModelWith({ id, kind }), rest);
}

describe('leavingModels', () => {
  it('names each chosen model that is asked elsewhere once', () => {
    expect(leavingModels({ promptModel: gemini, alignmentModel: gemini })).toEqual([gemini]);
    expect(leavingModels({ promptModel: gemma, alignmentModel: gemini })).toEqual([gemini]);
    expect(leavingModels({ promptModel: gemma, alignmentModel: null })).toEqual([]);
  });
});

describe('modelOnDevice', () => {
  it('prefers a whole local chat model, then the browser, then practice', () => {
    const parts = [stored('arctic', {}, 'embedding'), stored('llama', { state: 'partial' })];
    expect(modelOnDevice([...parts, stored('gemma')], 'available')).toEqual(gemma);
    expect(modelOnDevice(parts, 'available')).toEqual({ provider: 'browser' });
    expect(modelOnDevice(parts, 'downloadable')).toEqual(practiceModel);
    expect(modelOnDevice(null, 'unknown')).toEqual(practiceModel);
  });
});

describe('onDevice', () => {
  it('leaves alone what stays, and "the same" the same', () => {
    expect(onDevice({ promptModel: gemma, alignmentModel: gemini }, practiceModel)).toEqual({
      promptModel: gemma,
      alignmentModel: practiceModel,
    });
    expect(onDevice({ promptModel: gemini, alignmentModel: null }, gemma)).toEqual({
      promptModel: gemma,
      alignmentModel: null,
    });
  });
});

import { describe, expect, it } from 'vitest';
import { type EngineState, emptyEngine } from '../core/model/engine-state';
import type { ModelRef } from '../core/model/model-ref';
import { modelsPatience } from './models-patience';

describe('the patience with the models worker', () => {
  const id = 'gemma3-1b-it-q4f16_1-MLC';
  const local: ModelRef = { provider: 'webllm', id };
  const gemini: ModelRef = { provider: 'gemini', id: 'gemini-flash-latest' };
  const loading: EngineState['chat'] = { status: 'loading', id, progress: 0.4, stage: 'shaders' };
  const words = (engine: Partial<EngineState>, ...running: readonly ModelRef[]) =>
    modelsPatience({ engine: { ...emptyEngine, ...engine }, running }, true).words;

  it('is long while a model is loaded, and while a local model answers', () => {
    expect(words({ chat: loading })).toBe('two minutes');
    expect(words({ embedding: loading })).toBe('two minutes');
    expect(words({ chat: { status: 'loaded', id } }, gemini, local)).toBe('two minutes');
  });

  it('is long wherever an embedding model is loaded, since nobody tells of its calls', () => {
    expect(words({ embedding: { status: 'loaded', id } }, gemini)).toBe('two minutes');
  });

  it('is short otherwise, also beside a local model that has nothing to do', () => {
    expect(words({})).toBe('ten seconds');
    expect(words({ chat: { status: 'loaded', id } }, gemini)).toBe('ten seconds');
  });
});

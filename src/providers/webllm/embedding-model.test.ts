import { describe, expect, it } from 'vitest';
import { arcticId, gemmaId, localEngineHarness } from '../../testing/local-engine-harness';
import type { OpenAiEngineOptions } from '../../testing/openai-engine';
import { batchSize } from './embedding-model';
import { createLocalEngine } from './local-engine';

const never = new AbortController().signal;

function harnessOf(options: Partial<OpenAiEngineOptions> = {}) {
  const harness = localEngineHarness({ contextTokens: 32, ...options });
  const engine = createLocalEngine(harness.deps);
  const model = engine.embeddingModel({ provider: 'webllm', id: arcticId });
  return { ...harness, engine, model, embed: (texts: readonly string[], signal = never) => model.embed(texts, signal) };
}

describe('Embedding on this device', () => {
  it('gives a vector of length 1 for each text, in order, be it empty or long', async () => {
    const { embed } = harnessOf();
    const texts = ['the wide sea', '', 'tax '.repeat(500), 'the wide sea', 'a b c', 'd'];

    const vectors = await embed(texts);

    expect(vectors).toHaveLength(texts.length);
    for (const vector of vectors) {
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      expect(vector).toHaveLength(vectors[0]?.length ?? 0);
    }
    expect(vectors[3]).toEqual(vectors[0]);
    expect(vectors[1]).not.toEqual(vectors[0]);
  });

  it('sends as many at once as the model is compiled for', async () => {
    const { embed, engines } = harnessOf();
    await embed(Array.from({ length: 9 }, (_, at) => `text ${at}`));

    const [_selfTest, ...batches] = engines.log.embedded;
    expect(batches).toEqual([4, 4, 1]);
    expect([batchSize(arcticId), batchSize('snowflake-arctic-embed-m-q0f32-MLC-b32'), batchSize('other')]).toEqual([
      4, 32, 4,
    ]);
  });

  it('marks beginning and end, as the model was trained, and keeps the end of what it cuts', async () => {
    const seen: string[] = [];
    const { embed } = harnessOf({
      embed: (text) => {
        seen.push(text);
        return text.includes('cat') ? [1, 0] : [0, 1];
      },
    });
    await embed(['short', 'tax '.repeat(500)]);

    expect(seen.at(-2)).toBe('[CLS] short [SEP]');
    expect(seen.at(-1)).toMatch(/^\[CLS\]( tax)+\s?\[SEP\]$/);
  });

  it('embeds a text of no tokens as a vector of its own where the tokenizer marks nothing', async () => {
    const { embed } = harnessOf({ knowsClassToken: false });
    const [nothing, sea] = await embed(['', 'the sea']);

    expect(nothing?.[0]).toBe(1);
    expect(nothing).toHaveLength(sea?.length ?? 0);
  });

  it('asks for nothing when there is nothing to embed', async () => {
    const { embed, engines } = harnessOf();
    expect(await embed([])).toEqual([]);
    expect(engines.log.built).toEqual([]);
  });

  it('rejects with the reason once aborted, and goes on working', async () => {
    const { embed } = harnessOf();
    const reason = new Error('stopped');
    await expect(embed(['a'], AbortSignal.abort(reason))).rejects.toBe(reason);

    const controller = new AbortController();
    const running = embed(['a', 'b', 'c', 'd', 'e'], controller.signal);
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(await embed(['a'])).toHaveLength(1);
  });

  it('builds a new engine once when the GPU was lost', async () => {
    const { embed, engines } = harnessOf();
    await embed(['a']);
    engines.loseDevice();
    expect(await embed(['a'])).toHaveLength(1);
    expect(engines.log.reloads).toEqual([arcticId, arcticId]);
  });

  it('refuses vectors that are no numbers', async () => {
    let tested = false;
    const { embed } = harnessOf({
      embed: (text) => {
        if (tested && text.includes('sea')) return [Number.NaN, 1];
        if (text.includes('banks')) tested = true;
        return text.includes('cat') ? [1, 0] : [0, 1];
      },
    });
    await expect(embed(['the sea'])).rejects.toMatchObject({ data: { kind: 'device', code: 'NonsenseError' } });
  });

  it('does not take a chat model for one', async () => {
    const { engine } = harnessOf();
    const chat = engine.embeddingModel({ provider: 'webllm', id: gemmaId });
    await expect(chat.embed(['a'], never)).rejects.toMatchObject({ data: { kind: 'no-model', code: 'OTHER_KIND' } });
  });
});

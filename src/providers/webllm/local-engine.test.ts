import { describe, expect, it } from 'vitest';
import { LocalModelError } from '../../core/local/local-model-error';
import type { EngineState } from '../../core/model/engine-state';
import { ModelError } from '../../core/model/model-error';
import { arcticId, gemmaId, localEngineHarness, qwenId, textRequest } from '../../testing/local-engine-harness';
import { all, replyOf, textOf } from '../../testing/model-contract';
import { createLocalEngine } from './local-engine';

const gemma = { provider: 'webllm', id: gemmaId } as const;
const qwen = { provider: 'webllm', id: qwenId } as const;
const arctic = { provider: 'webllm', id: arcticId } as const;
const never = new AbortController().signal;

function harnessOf(...args: Parameters<typeof localEngineHarness>) {
  const harness = localEngineHarness(...args);
  const engine = createLocalEngine(harness.deps);
  const states: EngineState[] = [];
  engine.onState((state) => states.push(state));
  const ask = (ref = gemma as typeof gemma | typeof qwen, signal = never) =>
    engine.model(ref).stream(textRequest(), signal);
  return { ...harness, engine, states, ask };
}

async function failureOf(work: Promise<unknown>): Promise<ModelError> {
  const error: unknown = await work.then(
    () => 'no failure',
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ModelError)) throw new Error(`Expected a ModelError, got ${String(error)}.`);
  return error;
}

describe('The engine of local models', () => {
  it('loads a model with the first call, tells how far it is, and not again with the next', async () => {
    const { ask, states, engines } = harnessOf();

    expect(engines.log.reloads).toEqual([]);
    await replyOf(ask());
    await replyOf(ask());

    expect(engines.log.reloads).toEqual([gemmaId]);
    const chat = states.map((state) => (state.chat.status === 'loading' ? state.chat.stage : state.chat.status));
    expect(chat).toEqual(['empty', 'engine', 'weights', 'shaders', 'shaders', 'self-test', 'loaded']);
  });

  it('tells a new listener the present state at once, and nothing after it has left', async () => {
    const { ask, engine } = harnessOf();
    await replyOf(ask());
    const seen: EngineState[] = [];

    const leave = engine.onState((state) => seen.push(state));
    leave();
    await engine.unload();

    expect(seen.map(({ chat }) => chat)).toEqual([{ status: 'loaded', id: gemmaId }]);
  });

  it('unloads one chat model for another, and keeps the embedding model beside it', async () => {
    const { ask, engine, engines, states } = harnessOf();
    await replyOf(ask());
    await engine.embeddingModel(arctic).embed(['the sea'], never);
    await replyOf(ask(qwen));

    expect(engines.log.unloads).toEqual([gemmaId]);
    expect(states.at(-1)).toEqual({
      chat: { status: 'loaded', id: qwenId },
      embedding: { status: 'loaded', id: arcticId },
    });
  });

  it('loads a model anew when its files were verified or mended meanwhile, since those on the GPU may be the broken ones', async () => {
    const { ask, engines, files } = harnessOf();
    await replyOf(ask());
    const stored = await files.find(gemmaId);
    if (stored === null) throw new Error('The harness has no Gemma.');

    await files.keep({ ...stored, state: 'damaged', at: '2026-11-21T10:00:00.000Z' });
    expect((await failureOf(all(ask()))).data).toMatchObject({ kind: 'no-model', code: 'DAMAGED' });
    await files.keep({ ...stored, at: '2026-11-21T10:05:00.000Z' });
    expect((await replyOf(ask())).text).toContain('sea');
    await replyOf(ask());

    expect(engines.log.reloads).toEqual([gemmaId, gemmaId]);
    expect(engines.log.unloads).toEqual([gemmaId]);
  });

  it('does not answer with a model that another tab has deleted', async () => {
    const { ask, files } = harnessOf();
    await replyOf(ask());
    await files.remove(gemmaId);
    expect((await failureOf(all(ask()))).data).toMatchObject({ kind: 'no-model', code: 'NOT_DOWNLOADED' });
  });

  it('goes on with a loaded model when the storage fails', async () => {
    const harness = localEngineHarness();
    let broken = false;
    const files = {
      ...harness.files,
      async find(id: string) {
        if (broken) throw new LocalModelError({ kind: 'storage', message: 'The storage failed.' });
        return harness.files.find(id);
      },
    };
    const engine = createLocalEngine({ ...harness.deps, files });
    await replyOf(engine.model(gemma).stream(textRequest(), never));
    broken = true;
    expect((await replyOf(engine.model(gemma).stream(textRequest(), never))).text).toContain('sea');
    expect(harness.engines.log.reloads).toEqual([gemmaId]);
  });

  it('gives the GPU back when asked, and loads again with the next call', async () => {
    const { ask, engine, engines, states } = harnessOf();
    await replyOf(ask());
    await engine.embeddingModel(arctic).embed(['the sea'], never);

    await engine.unload();

    expect(states.at(-1)).toEqual({ chat: { status: 'empty' }, embedding: { status: 'empty' } });
    expect(engines.log.unloads.toSorted()).toEqual([gemmaId, arcticId].toSorted());
    expect((await replyOf(ask())).text).toContain('sea');
    expect(engines.log.reloads).toEqual([gemmaId, arcticId, gemmaId]);
  });

  it('lets a call end before it gives the GPU back', async () => {
    const { ask, engine, engines } = harnessOf();
    const events = ask()[Symbol.asyncIterator]();
    await events.next();

    const unloaded = engine.unload();
    for (let next = await events.next(); next.done !== true; next = await events.next()) {
      expect(engines.log.unloads).toEqual([]);
    }
    await unloaded;
    expect(engines.log.unloads).toEqual([gemmaId]);
  });

  it.each([
    ['that is not here', 'gemma-of-nowhere', /not on this device.*Download it in Settings/],
    ['of the other kind', arcticId, /an embedding model, and a chat model is asked for/],
  ])('refuses a model %s in words, and builds no engine', async (_what, id, words) => {
    const { engine, engines } = harnessOf();

    const error = await failureOf(all(engine.model({ provider: 'webllm', id }).stream(textRequest(), never)));

    expect(error.kind).toBe('no-model');
    expect(error.message).toMatch(words);
    expect(engines.log.built).toEqual([]);
  });

  it.each(['partial', 'damaged'] as const)('refuses a model whose files are %s', async (state) => {
    const { ask, files, engines } = harnessOf();
    const stored = await files.find(gemmaId);
    if (stored !== null) await files.keep({ ...stored, state });

    expect((await failureOf(all(ask()))).data).toMatchObject({ kind: 'no-model', code: state.toUpperCase() });
    expect(engines.log.built).toEqual([]);
  });

  it('marks a model damaged when loading fails and a file is cut off, and names the file', async () => {
    const { ask, files } = harnessOf({
      onReload: () => {
        throw Object.assign(new Error('exit(1)'), { name: 'ExitStatus' });
      },
    });
    const stored = await files.find(gemmaId);
    if (stored === null) throw new Error('The harness has no Gemma.');
    const cut = stored.files.map((file) => (file.path === 'params_shard_0.bin' ? { ...file, bytes: 900 } : file));
    await files.keep({ ...stored, files: cut });

    const error = await failureOf(all(ask()));

    expect(error.kind).toBe('no-model');
    expect(error.message).toContain('params_shard_0.bin');
    const marked = await files.find(gemmaId);
    expect(marked?.state).toBe('damaged');
    expect(marked?.files.filter(({ done }) => !done).map(({ path }) => path)).toEqual(['params_shard_0.bin']);
  });

  it('marks nothing when the library is of another version, which no download heals', async () => {
    const { ask, files, states } = harnessOf({
      onReload: () => {
        throw Object.assign(new Error('WebAssembly.instantiate(): Import #0'), { name: 'LinkError' });
      },
    });

    const error = await failureOf(all(ask()));

    expect(error.data).toMatchObject({ kind: 'no-model', code: 'LinkError' });
    expect(error.message).toContain('another version of WebLLM');
    expect((await files.find(gemmaId))?.state).toBe('ready');
    expect(states.at(-1)?.chat).toEqual({ status: 'failed', id: gemmaId, error: error.data });
  });

  it('has the library alone fetched again when an app of another version has downloaded it from the list', async () => {
    const origin = { weightsUrl: 'https://models.example/m', libraryUrl: 'https://models.example/v1.wasm' };
    const { ask, files } = harnessOf(
      {
        onReload: () => {
          throw Object.assign(new Error('WebAssembly.instantiate(): Import #0'), { name: 'LinkError' });
        },
      },
      { origin: { ...origin, kind: 'prebuilt' } },
    );

    const error = await failureOf(all(ask()));

    expect(error.data).toMatchObject({ kind: 'no-model', code: 'OTHER_VERSION' });
    expect(error.message).toMatch(/another version of WebLLM.*only the library is fetched/);
    const marked = await files.find(gemmaId);
    expect(marked?.state).toBe('damaged');
    expect(marked?.files.filter(({ done }) => !done).map(({ path }) => path)).toEqual(['library.wasm']);
  });

  it('says so when the storage fails', async () => {
    const harness = localEngineHarness();
    const files = {
      ...harness.files,
      read: async () => {
        throw new LocalModelError({ kind: 'storage', message: 'The browser’s storage failed.' });
      },
    };
    const engine = createLocalEngine({ ...harness.deps, files });

    const error = await failureOf(all(engine.model(gemma).stream(textRequest(), never)));
    expect(error.message).toMatch(/could not be read.*storage failed/);
  });

  describe('testing a model after it is loaded', () => {
    it.each([
      ['no number', { text: 'Paris', logprob: Number.NaN }],
      ['the same word over and over', { text: 'the the the the the the', logprob: -0.01 }],
      ['signs and no words', { text: '#$%&/)=?#%', logprob: -0.1 }],
      ['words at random', { text: 'owl brick seven nor', logprob: -9 }],
      ['nothing', { text: '', logprob: 0 }],
    ])('does not use one that says %s, tells why, and does not load it for nothing again', async (_what, selfTest) => {
      const { ask, engines, states } = harnessOf({ selfTest });

      const error = await failureOf(all(ask()));

      expect(error.data).toMatchObject({ kind: 'device', code: 'SELF_TEST' });
      expect(error.message).toMatch(/nonsense on this GPU.*Verify/);
      expect(states.at(-1)?.chat).toMatchObject({ status: 'failed', id: gemmaId });
      expect(engines.log.unloads).toEqual([gemmaId]);
      expect(engines.log.requests).toEqual([]);
      await failureOf(all(ask()));
      expect(engines.log.reloads).toEqual([gemmaId]);
    });

    it('forgives one that is sure and speaks in words, be the answer another', async () => {
      const { ask } = harnessOf({ selfTest: { text: 'Okay, so I need to think about it.', logprob: -0.5 } });
      expect((await replyOf(ask())).text).not.toBe('');
    });

    it('tries again after the GPU was given back', async () => {
      const { ask, engine, engines } = harnessOf({ selfTest: { text: '', logprob: 0 } });
      await failureOf(all(ask()));
      await engine.unload();
      await failureOf(all(ask()));
      expect(engines.log.reloads).toEqual([gemmaId, gemmaId]);
    });

    it('tries again once its files were mended or verified, and uses it if it makes sense by then', async () => {
      const selfTest = { text: '', logprob: -9 };
      const { ask, engines, files } = harnessOf({ selfTest });
      await failureOf(all(ask()));
      await failureOf(all(ask()));
      expect(engines.log.reloads).toEqual([gemmaId]);

      const stored = await files.find(gemmaId);
      if (stored === null) throw new Error('The harness has no Gemma.');
      await files.keep({ ...stored, at: '2026-11-21T10:00:00.000Z' });
      Object.assign(selfTest, { text: 'Paris', logprob: -0.1 });

      expect((await replyOf(ask())).text).toContain('sea');
      expect(engines.log.reloads).toEqual([gemmaId, gemmaId]);
    });

    it('does not use an embedding model to which a cat is nearer to banks than to a cat', async () => {
      const embed = (text: string) => (text.includes('warm') || text.includes('banks') ? [1, 0] : [0, 1]);
      const { engine } = harnessOf({ embed });

      const error = await failureOf(engine.embeddingModel(arctic).embed(['the sea'], never));
      expect(error.data).toMatchObject({ kind: 'device', code: 'SELF_TEST' });
    });
  });

  describe('losing the GPU', () => {
    it('builds a new engine once when it happens between two calls, and answers', async () => {
      const { ask, engines } = harnessOf();
      await replyOf(ask());
      engines.loseDevice();

      expect((await replyOf(ask())).text).toContain('sea');
      expect(engines.log.reloads).toEqual([gemmaId, gemmaId]);
    });

    it('builds a new engine once when it happens before the first word, and answers', async () => {
      const harness = harnessOf({
        onToken: (call) => {
          if (call === 0) harness.engines.loseDevice();
        },
      });

      expect((await replyOf(harness.ask())).text).toContain('sea');
      expect(harness.engines.log.reloads).toEqual([gemmaId, gemmaId]);
    });

    it('gives up with the reason when it happens again', async () => {
      const harness = harnessOf({
        onToken: () => {
          harness.engines.loseDevice();
        },
      });

      const error = await failureOf(all(harness.ask()));

      expect(error.data).toMatchObject({ kind: 'device', code: 'ExitStatus', partialText: '' });
      expect(harness.engines.log.reloads).toEqual([gemmaId, gemmaId]);
      expect(harness.states.at(-1)?.chat).toMatchObject({ status: 'failed', id: gemmaId });
    });

    it('fails the call when words have come already, keeps them, and serves the next call', async () => {
      const harness = harnessOf({
        onToken: (call, token) => {
          if (call === 0 && token === 3) harness.engines.loseDevice();
        },
      });

      const error = await failureOf(all(harness.ask()));

      expect(error.kind).toBe('device');
      expect(error.data.partialText).toBe('The sea is');
      expect((await replyOf(harness.ask())).text).toContain('salty');
    });

    it('says that memory is short when it happens while loading', async () => {
      const { ask } = harnessOf({
        onReload: () => {
          throw Object.assign(new Error('The WebGPU device was lost while loading.'), { name: 'DeviceLostError' });
        },
      });
      expect((await failureOf(all(ask()))).message).toMatch(/too little memory.*smaller model/);
    });
  });

  describe('stopping', () => {
    it('rejects at once, frees the engine behind it, and answers the next call', async () => {
      const { ask, engines } = harnessOf();
      await replyOf(ask());
      const controller = new AbortController();
      const reason = new Error('stopped');
      const run = async () => {
        for await (const event of ask(gemma, controller.signal)) if (event.type === 'text') controller.abort(reason);
      };

      await expect(run()).rejects.toBe(reason);
      const events = await all(ask());

      expect(textOf(events)).toBe('The sea is wide, and it is salty.');
      expect(engines.log.overlapped).toBe(false);
      expect(engines.log.reloads).toEqual([gemmaId]);
    });

    it('frees the engine when the reader just goes away', async () => {
      const { ask, engines } = harnessOf();
      for await (const event of ask()) if (event.type === 'text') break;

      expect((await replyOf(ask())).text).toContain('salty');
      expect(engines.log.overlapped).toBe(false);
    });

    it('rejects at once while the model loads, which goes on for the next call', async () => {
      let arrive = () => {};
      const loading = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      const { ask, engines } = harnessOf({ onReload: () => loading });
      const controller = new AbortController();
      const stopped = all(ask(gemma, controller.signal));
      const reason = new Error('stopped');
      controller.abort(reason);

      await expect(stopped).rejects.toBe(reason);
      arrive();
      expect((await replyOf(ask())).text).toContain('sea');
      expect(engines.log.requests).toHaveLength(1);
    });

    it('takes a call that waits out of the queue', async () => {
      const { ask, engines } = harnessOf();
      const first = ask()[Symbol.asyncIterator]();
      await first.next();
      const controller = new AbortController();
      const waiting = all(ask(gemma, controller.signal));
      const last = replyOf(ask());
      const reason = new Error('stopped');
      controller.abort(reason);

      await expect(waiting).rejects.toBe(reason);
      while ((await first.next()).done !== true);
      expect((await last).text).toContain('sea');
      expect(engines.log.requests).toHaveLength(2);
    });
  });

  describe('falling silent', () => {
    it('is waited for five minutes, and longer for a longer prompt, before the first word, then cut; the next call has a new engine', async () => {
      const { ask, clock, engines } = harnessOf({
        onToken: (call) => (call === 0 ? new Promise(() => {}) : undefined),
      });
      const failed = failureOf(all(ask()));
      await clock.advance(301_000);
      expect(engines.log.unloads).toEqual([]);
      await clock.advance(300_000);

      expect((await failed).data).toMatchObject({ kind: 'device', code: 'EngineSilentError' });
      expect((await replyOf(ask())).text).toContain('sea');
      expect(engines.log.reloads).toEqual([gemmaId, gemmaId]);
    });

    it('is heard of again with every token, however slow', async () => {
      const { ask, clock } = harnessOf({ onToken: () => clock.sleep(170_000, never) });
      const reply = replyOf(ask());
      await clock.advance(60 * 60_000);

      expect((await reply).text).toBe('The sea is wide, and it is salty.');
      expect(clock.pending()).toBe(0);
    });

    it('is heard of again with every report while loading', async () => {
      const { ask, clock } = harnessOf({
        onReload: async (_nth, report) => {
          for (let shard = 0; shard < 4; shard += 1) {
            await clock.sleep(9 * 60_000, never);
            report(shard / 4, `Loading model from cache[${shard}/4]`);
          }
        },
      });
      const reply = replyOf(ask());
      await clock.advance(60 * 60_000);
      expect((await reply).text).toContain('sea');
    });

    it('is given up while loading after ten minutes', async () => {
      const { ask, clock } = harnessOf({ onReload: () => new Promise(() => {}) });
      const failed = failureOf(all(ask()));
      await clock.advance(11 * 60_000);
      expect((await failed).kind).toBe('device');
    });
  });

  it('asks for the engine again when it could not be fetched', async () => {
    const harness = localEngineHarness();
    let online = false;
    const engine = createLocalEngine({
      ...harness.deps,
      loadEngine: async () => {
        if (!online) throw new TypeError('Failed to fetch dynamically imported module: /assets/web-llm.js');
        return harness.engines.build;
      },
    });
    const ask = () => engine.model(gemma).stream(textRequest(), never);

    expect((await failureOf(all(ask()))).kind).toBe('unreachable');
    online = true;
    expect((await replyOf(ask())).text).toContain('sea');
  });
});

import { describe, expect, it } from 'vitest';
import { type EngineState, emptyEngine } from '../core/model/engine-state';
import type { ModelRef } from '../core/model/model-ref';
import { fakeClock } from '../testing/fake-clock';
import { beatMs, createHeartbeat, type WorkerWork, workOf } from './heartbeat';

/** `answers`: whether the worker answers a ping. */
function given({ answers, work = 'calls' }: { readonly answers: boolean; readonly work?: WorkerWork }) {
  const clock = fakeClock();
  const deaths: string[] = [];
  const worker = { answers, work };
  const heartbeat = createHeartbeat({
    ping: () => {
      if (worker.answers) heartbeat.heard();
    },
    onDead: (silence) => deaths.push(silence),
    setTimer: clock.setTimer,
    work: () => worker.work,
  });
  return { clock, deaths, worker, heartbeat };
}

describe('a heartbeat', () => {
  it('is patient for ten seconds with a worker that has spoken before', async () => {
    const { clock, deaths, heartbeat } = given({ answers: false });
    heartbeat.heard();
    heartbeat.watch(1);
    await clock.advance(10_000 + beatMs - 1);
    expect(deaths).toEqual([]);
    await clock.advance(1);
    expect(deaths).toEqual(['ten seconds']);
  });

  it('is patient for half a minute with one that is still on its way', async () => {
    const { clock, deaths, heartbeat } = given({ answers: false });
    heartbeat.watch(1);
    await clock.advance(30_000 + beatMs - 1);
    expect(deaths).toEqual([]);
    await clock.advance(1);
    expect(deaths).toEqual(['half a minute']);
  });

  it('is patient for two minutes with one that works on the GPU', async () => {
    const { clock, deaths, heartbeat } = given({ answers: false, work: 'gpu' });
    heartbeat.heard();
    heartbeat.watch(1);
    await clock.advance(120_000 + beatMs - 1);
    expect(deaths).toEqual([]);
    await clock.advance(1);
    expect(deaths).toEqual(['two minutes']);
  });

  it('counts from the last answer, whatever the worker does next', async () => {
    const { clock, deaths, worker, heartbeat } = given({ answers: true });
    heartbeat.watch(1);
    await clock.advance(60_000);
    worker.answers = false;
    worker.work = 'gpu';
    await clock.advance(100_000);
    worker.answers = true;
    await clock.advance(beatMs);
    worker.answers = false;
    worker.work = 'calls';
    await clock.advance(9_000);
    expect(deaths).toEqual([]);
    await clock.advance(3_000);
    expect(deaths).toEqual(['ten seconds']);
  });

  it('waits for nobody when no call is under way', async () => {
    const { clock, deaths, heartbeat } = given({ answers: false });
    heartbeat.watch(1);
    heartbeat.watch(0);
    await clock.advance(600_000);
    expect(deaths).toEqual([]);
    expect(clock.pending()).toBe(0);
  });
});

describe('the work of a worker', () => {
  const id = 'gemma3-1b-it-q4f16_1-MLC';
  const local: ModelRef = { provider: 'webllm', id };
  const gemini: ModelRef = { provider: 'gemini', id: 'gemini-flash-latest' };
  const loading: EngineState['chat'] = { status: 'loading', id, progress: 0.4, stage: 'shaders' };
  const work = (engine: Partial<EngineState>, ...running: readonly ModelRef[]) =>
    workOf({ engine: { ...emptyEngine, ...engine }, running });

  it('is on the GPU while a model is loaded, and while a local model answers', () => {
    expect(work({ chat: loading })).toBe('gpu');
    expect(work({ embedding: loading })).toBe('gpu');
    expect(work({ chat: { status: 'loaded', id } }, gemini, local)).toBe('gpu');
  });

  it('may be on the GPU wherever an embedding model is loaded, since nobody tells of its calls', () => {
    expect(work({ embedding: { status: 'loaded', id } }, gemini)).toBe('gpu');
  });

  it('is calls otherwise, also beside a local model that has nothing to do', () => {
    expect(work({})).toBe('calls');
    expect(work({ chat: { status: 'loaded', id } }, gemini)).toBe('calls');
  });
});

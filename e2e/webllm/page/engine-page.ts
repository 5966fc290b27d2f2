import type { LocalModel } from '../../../src/core/local/local-model';
import type { EngineState } from '../../../src/core/model/engine-state';
import { userPrompt } from '../../../src/core/model/model-prompt';
import type { ModelRef } from '../../../src/core/model/model-ref';
import type { ModelRequest, ReplyFormat } from '../../../src/core/model/model-request';
import type { LocalConfig } from '../../../src/core/model/models-port';
import type { Reply } from '../../../src/core/model/reply';
import type { SamplingSettings } from '../../../src/core/model/sampling-settings';
import { defaultDeviceSettings } from '../../../src/core/project/device-settings';
import { modelsConfig } from '../../../src/core/project/models-config';
import { createLocalModelsClient } from '../../../src/workers/local-models/local-models-client';
import { createModelsClient } from '../../../src/workers/models-client';
import { connectModels } from '../../../src/workers/remote-model';
import { setRealTimer } from '../../../src/workers/set-timer';

/** The app's own workers with nothing on the page beside them, so that a script can lead the real engine through its paces. */
const models = createModelsClient({
  spawn: () => new Worker(new URL('../../../src/workers/models.worker.ts', import.meta.url), { type: 'module' }),
  now: Date.now,
  setTimer: setRealTimer,
});
const files = createLocalModelsClient({
  spawn: () => new Worker(new URL('../../../src/workers/local-models.worker.ts', import.meta.url), { type: 'module' }),
  setTimer: setRealTimer,
});

configure('known-answer');
const { port1, port2 } = new MessageChannel();
models.connect(port1);
const embedders = connectModels({ connect: async () => port2 });

let engine: EngineState | undefined;
models.onEngine((state) => {
  engine = state;
});

function configure(selfTest: LocalConfig['selfTest']): void {
  const config = modelsConfig(defaultDeviceSettings, { gemini: '', server: '' });
  models.configure({ ...config, local: { ...config.local, selfTest } });
}

interface Asked {
  readonly id: string;
  readonly text: string;
  readonly settings: SamplingSettings;
  readonly reply: ReplyFormat;
  /** Abort after so many pieces of text. */
  readonly stopAfter?: number;
}

const engineTest = {
  configure,
  engine: () => engine,
  /** The last event of the download, and how many there were. */
  async download(model: LocalModel) {
    let events = 0;
    for await (const event of files.download(model, { backend: 'opfs', signal: new AbortController().signal })) {
      events += 1;
      if (event.type === 'done') return { events, files: event.stored.files.length, state: event.stored.state };
    }
    throw new Error('Expected the download to end with "done", and it ended without.');
  },
  async ask({ id, text, settings, reply, stopAfter }: Asked): Promise<Answered> {
    const ref: ModelRef = { provider: 'webllm', id };
    const request: ModelRequest = {
      purpose: 'test-connection',
      subject: { greeting: text },
      prompt: userPrompt(text),
      settings,
      reply,
      cache: 'fresh',
    };
    const controller = new AbortController();
    const started = performance.now();
    let pieces = 0;
    let streamed = '';
    try {
      for await (const event of models.model(ref).stream(request, controller.signal)) {
        if (event.type === 'done') return { status: 'done', reply: event.reply, pieces, streamed, ms: since(started) };
        if (event.type !== 'text') continue;
        pieces += 1;
        streamed += event.text;
        if (pieces === stopAfter) controller.abort(new Error('stopped by the test'));
      }
    } catch (error) {
      const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return { status: controller.signal.aborted ? 'stopped' : 'failed', said, pieces, streamed, ms: since(started) };
    }
    return { status: 'failed', said: 'The stream ended without an answer.', pieces, streamed, ms: since(started) };
  },
  /** Lengths and cosine of the first two. */
  async embed(id: string, texts: readonly string[]) {
    const vectors = await embedders
      .embeddingModel({ provider: 'webllm', id })
      .embed(texts, new AbortController().signal);
    const [first, second] = vectors;
    if (first === undefined || second === undefined) throw new Error(`Expected 2 vectors, got ${vectors.length}.`);
    return {
      dimensions: first.length,
      norms: vectors.map((vector) => Math.sqrt(dot(vector, vector))),
      cosine: dot(first, second),
    };
  },
  unload: () => models.unloadLocal(),
};

type Answered =
  | {
      readonly status: 'done';
      readonly reply: Reply;
      readonly pieces: number;
      readonly streamed: string;
      readonly ms: number;
    }
  | {
      readonly status: 'stopped' | 'failed';
      readonly said: string;
      readonly pieces: number;
      readonly streamed: string;
      readonly ms: number;
    };

function since(started: number): number {
  return Math.round(performance.now() - started);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

export type EngineTest = typeof engineTest;

declare global {
  interface Window {
    engineTest: EngineTest;
  }
}

window.engineTest = engineTest;

import { canonicalJson } from '../core/canonical-json';
import { subjectOf } from '../core/instructions/task';
import type { JobStore } from '../core/jobs/job-store';
import type { LanguageModel } from '../core/model/language-model';
import { ModelError } from '../core/model/model-error';
import { modelKey, practiceModel } from '../core/model/model-ref';
import type { ModelRequest } from '../core/model/model-request';
import { localEmbeddingModel } from '../core/model/provider-table';
import type { ScoredText, ScoreRequest } from '../core/model/scoring-model';
import { StorageFullError } from '../core/project/repository';
import { openDatabase } from '../persistence/database';
import { databaseName } from '../persistence/database-names';
import { openTrainingStorage } from '../persistence/open-training-storage';
import { practiceEmbeddingModel } from '../providers/practice/embedding-model';
import { practiceLanguageModel } from '../providers/practice/practice-model';
import type { BatchFormat } from '../workers/jobs/batch-files';
import { createModelsServer } from '../workers/models-server';
import type { WorkerLike } from '../workers/rpc/link';
import { setRealTimer } from '../workers/set-timer';
import { createWorkClient } from '../workers/work/work-client';
import { startWorkService } from '../workers/work/work-service';
import { choiceEvent } from './labeler-harness';
import { noInspection } from './no-inspection';
import { doneEvent } from './scripted-model';

/** Channels hold Node open until they are closed. */
const ports: MessagePort[] = [];

export function closeChannels(): void {
  for (const port of ports.splice(0)) port.close();
}

let names = 0;
export function newName(): string {
  names += 1;
  return `${databaseName}-test-${names}`;
}

/** A page with its work worker, which can be killed, over a database of its own; the models are the practice model's, counted. */
export function studio({
  storage = newName(),
  now = () => new Date().toISOString(),
  batch = { line: (call) => JSON.stringify(call), read: readLine },
}: {
  readonly storage?: string;
  readonly now?: () => string;
  readonly batch?: BatchFormat;
} = {}) {
  const models = countedModels();
  let onError: (event: { readonly message?: string }) => void = () => {};
  let life = { dead: false };
  let restarted: (reason: string) => void = () => {};
  const full = new Set<string>();
  const unlessFull = async (what: string, write: () => Promise<void>) => {
    if (full.has(what)) throw new StorageFullError('The storage that the browser gives this app is full.');
    await write();
  };

  const spawn = (): WorkerLike => {
    const { port1, port2 } = channel();
    const own = { dead: false };
    life = own;
    void openTrainingStorage({ name: storage, now }).then((opened) => {
      // A worker that is dead writes nothing any more.
      const journal = {
        get: opened.journal.get,
        put: (...entry: Parameters<typeof opened.journal.put>) =>
          own.dead ? new Promise<void>(() => {}) : unlessFull('journal', () => opened.journal.put(...entry)),
      };
      const mortal = <Kept, Sums>(store: JobStore<Kept, Sums>): JobStore<Kept, Sums> => ({
        ...store,
        append: (...chunk) => (own.dead ? new Promise(() => {}) : unlessFull('jobs', () => store.append(...chunk))),
        replace: (...again) => (own.dead ? new Promise(() => {}) : unlessFull('jobs', () => store.replace(...again))),
      });
      const { label, tuning, scores, vectors } = opened.jobs;
      const jobs = {
        label: mortal(label),
        tuning: mortal(tuning),
        scores: mortal(scores),
        vectors: mortal(vectors),
      };
      startWorkService(port2, {
        storage: { ...opened, journal, jobs },
        batch: async () => batch,
        hash: async (text) => text,
        newId: () => crypto.randomUUID(),
        now,
        setTimer: (ms, run) => (ms > 1000 ? () => {} : setRealTimer(ms, run)),
      });
    });
    port1.start();
    return {
      postMessage: (message, transfer = []) => port1.postMessage(message, transfer),
      addEventListener: (
        type: string,
        listener: (event: { readonly data: unknown; readonly message?: string }) => void,
      ) => {
        if (type === 'message') port1.addEventListener('message', (event) => listener({ data: event.data }));
        if (type === 'error') onError = (event) => listener({ data: undefined, ...event });
      },
      terminate: () => port1.close(),
    };
  };

  const labeler = createWorkClient({
    spawn,
    setTimer: (ms, run) => (ms > 1000 ? () => {} : setRealTimer(ms, run)),
    connectModels: (port) => models.serve(port),
    onModelsRestart: (listener) => {
      restarted = listener;
      return () => {};
    },
  });

  return {
    labeler,
    models,
    lives: {
      kill() {
        life.dead = true;
        onError({ message: 'Out of memory' });
      },
    },
    fillStorage: (what: 'journal' | 'jobs') => void full.add(what),
    emptyStorage: () => full.clear(),
    restartModels: () => restarted('it did not answer'),
    async kept(): Promise<ReadonlySet<string>> {
      const database = await openDatabase({ name: storage, onNotice: () => {} });
      const keys = await database.tx('readonly', ['journal'], (tx) => tx.objectStore('journal').getAllKeys());
      database.close();
      return new Set(keys);
    },
  };
}

/** A models worker, whose calls are counted by what they ask. */
function countedModels() {
  const asked: string[] = [];
  const embeddedBy: string[] = [];
  let underWay = 0;
  let kill: { readonly at: number; readonly act: () => void } | null = null;
  let generation = 0;
  const practice = practiceLanguageModel({ sleep: async () => {} });
  const made = (text: string) => state.vector?.(text) ?? Float32Array.of(text.length, 1);
  const dieAt = (calls: number) => {
    if (kill === null || calls < kill.at) return;
    const { act } = kill;
    kill = null;
    generation += 1;
    act();
  };
  const state = {
    asked,
    /** Keys of the models that were asked for vectors. */
    embeddedBy,
    /** Texts whose probability was asked for, in order. */
    scored: [] as string[],
    /** Texts of which vectors were asked for, by call. */
    embedded: [] as (readonly string[])[],
    /** What says how probable a text is; throws a ModelError. */
    score: null as ((request: ScoreRequest) => ScoredText) | null,
    /** What makes the vector of a text; throws a ModelError. */
    vector: null as ((text: string) => Float32Array) | null,
    connections: 0,
    failing: null as ModelError | null,
    /** What a call is answered with in place of the practice model; null leaves it to that. */
    instead: null as ((request: ModelRequest) => ModelError | string | null) | null,
    underWay: () => underWay,
    /** At the so-manieth call, which is never answered, and none after it in this life. */
    killAt(at: number, act: () => void) {
      kill = { at, act };
    },
    serve(port: MessagePort) {
      ports.push(port);
      state.connections += 1;
      generation += 1;
      const own = generation;
      const model: LanguageModel = {
        ...practice,
        async *stream(request, signal) {
          // What a life that is over still asks is asked by nobody.
          if (own !== generation) await new Promise<never>(() => {});
          asked.push(keyOf(request));
          dieAt(asked.length);
          if (own !== generation) await new Promise<never>(() => {});
          if (state.failing !== null) throw state.failing;
          const instead = state.instead?.(request) ?? null;
          if (instead instanceof ModelError) throw instead;
          if (instead !== null) {
            yield doneEvent(instead);
            return;
          }
          underWay += 1;
          try {
            if (request.reply.type === 'choice') yield choiceEvent(request, sureOfBilling(request));
            else yield* practice.stream(request, signal);
          } finally {
            underWay -= 1;
          }
        },
      };
      createModelsServer({
        createService: () => ({
          ...noInspection,
          configure: () => {},
          model: () => model,
          scoringModel: () => ({
            async score({ request }) {
              if (own !== generation) await new Promise<never>(() => {});
              state.scored.push(request.expected);
              dieAt(state.scored.length);
              if (own !== generation) await new Promise<never>(() => {});
              if (state.failing !== null) throw state.failing;
              if (state.score === null) throw new Error('The test has no scores.');
              return state.score(request);
            },
          }),
          vectorModel: () => ({
            async vectors({ request }) {
              const texts = request.inputs.map((input) => (input.type === 'text' ? input.text : input.data));
              state.embedded.push(texts);
              if (state.failing !== null) throw state.failing;
              return { vectors: texts.map((text) => made(text)), cut: {}, inputTokens: texts.length };
            },
          }),
          embeddingModel: (ref) => ({
            async embed({ texts, signal }) {
              embeddedBy.push(modelKey(ref));
              return ref.provider === 'webllm'
                ? texts.map((text) => localVector(ref.id, text))
                : practiceEmbeddingModel().embed(texts, signal);
            },
          }),
          list: async () => [],
          unloadLocal: () => {},
          tryNow: () => {},
        }),
        now: Date.now,
        setTimer: setRealTimer,
      }).serve(port);
    },
  };
  return state;
}

/** By the number in a text, in fours; each model has as many dimensions as the other has not. */
function localVector(id: string, text: string): Float32Array {
  const isOdd = Math.floor((Number(/\d+/.exec(text)?.[0] ?? 0) % 8) / 4) === 1;
  if (id === localEmbeddingModel) return isOdd ? Float32Array.of(0, 1) : Float32Array.of(1, 0);
  return isOdd ? Float32Array.of(0, 0, 1) : Float32Array.of(1, 0, 0);
}

/** Sure of the first label of the classifier, and less of the other. */
function sureOfBilling(request: ModelRequest): readonly number[] {
  const subject = subjectOf('classify', request);
  if (subject === null) throw new Error('Nothing else is chosen.');
  const { labels, rows } = subject;
  const about = /refund|charged|card/i.test(JSON.stringify(rows))
    ? { label: 'billing', sure: 0.9 }
    : { label: 'bug', sure: 0.6 };
  return labels.map(({ label }) => (label === about.label ? about.sure : 1 - about.sure));
}

/** As the journal has it, where the hash is the text itself. */
function keyOf({ purpose, prompt, settings, reply }: ModelRequest): string {
  return canonicalJson({ model: modelKey(practiceModel), purpose, prompt, settings, reply });
}

function readLine(line: string) {
  try {
    const { key, text } = JSON.parse(line);
    const usage = { inputTokens: 1, outputTokens: 1, thoughtTokens: 0, estimated: false };
    const reply = { text, finish: { kind: 'stop', code: 'STOP' } as const, usage };
    return { ok: true, value: { key, outcome: { kind: 'reply', reply } } } as const;
  } catch {
    return { ok: false, error: 'Expected JSON.' } as const;
  }
}

function channel(): MessageChannel {
  const made = new MessageChannel();
  ports.push(made.port1, made.port2);
  return made;
}

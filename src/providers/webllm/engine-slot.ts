import type { SetTimer } from '../../core/effects';
import { libraryPath, type StoredModel } from '../../core/local/local-model';
import type { ModelFiles } from '../../core/local/model-files';
import { orAbort } from '../../core/model/abort';
import type { LoadStage, LoadState } from '../../core/model/engine-state';
import { ModelError } from '../../core/model/model-error';
import type { ModelRef } from '../../core/model/model-ref';
import { type EngineFailure, engineFailure } from './engine-errors';
import type { EngineFactory, EnginePort, EngineRecord } from './engine-port';
import { type SilencePolicy, withinSilence } from './silence';
import { brokenFiles, markDamaged, readyModel } from './stored-model';

/** A place on the GPU for one model, lent to one call at a time, in the order of asking. */
export interface EngineSlot<Prepared> {
  /**
   * Waits its turn, loads the model unless it is loaded (another one is unloaded for it), and lends the engine until `giveBack`.
   * Throws ModelError, or the signal's reason as soon as it is aborted: what has begun to load goes on loading for the next call.
   */
  borrow(id: string, signal: AbortSignal): Promise<Lease<Prepared>>;
  /** Gives the GPU memory back, after the calls that were there first. */
  unload(): Promise<void>;
}

export interface Lease<Prepared> {
  readonly engine: EnginePort;
  readonly stored: StoredModel;
  readonly prepared: Prepared;
  /** Exactly once. `broken`: the engine is not to be used again, and why. */
  giveBack(broken?: ModelError): void;
}

/** What a model of this device answers by. */
export interface ModelOnSlot<Prepared> {
  readonly ref: Extract<ModelRef, { provider: 'webllm' }>;
  readonly slot: EngineSlot<Prepared>;
  readonly silence: SilencePolicy;
  readonly setTimer: SetTimer;
}

export interface SlotDeps<Prepared> {
  readonly kind: StoredModel['model']['kind'];
  readonly files: ModelFiles;
  readonly loadEngine: () => Promise<EngineFactory>;
  readonly setTimer: SetTimer;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly silence: SilencePolicy;
  readonly onState: (state: LoadState) => void;
  /** What the engine is told of the model; whatever of the files it needs for that is read here. */
  readonly inspect: (stored: StoredModel) => Promise<Inspected<Prepared>>;
}

interface Inspected<Prepared> {
  readonly record: EngineRecord;
  /** Tests the loaded engine; throws UnfitModelError when it is not to be used. */
  readonly prepare: (engine: EnginePort, heard: () => void) => Promise<Prepared>;
}

/** The model is loaded and fails its self-test. */
export class UnfitModelError extends Error {
  override readonly name = 'UnfitModelError';
}

interface Loaded<Prepared> {
  readonly id: string;
  readonly engine: EnginePort;
  readonly stored: StoredModel;
  readonly prepared: Prepared;
}

export function createEngineSlot<Prepared>(deps: SlotDeps<Prepared>): EngineSlot<Prepared> {
  const { kind, files, setTimer, silence, onState } = deps;
  const queue = createQueue();
  /**
   * Models that failed their self-test, and how their files were: loading them again would take minutes to say the same. Files that
   * were verified, mended or fetched anew since then may well pass it.
   */
  const unfit = new Map<string, { readonly error: ModelError; readonly at: string }>();
  let loaded: Loaded<Prepared> | undefined;

  async function free(): Promise<void> {
    const engine = loaded?.engine;
    loaded = undefined;
    if (engine !== undefined) await dispose(engine);
  }

  /** An engine that is broken may never say that it has unloaded. */
  function dispose(engine: EnginePort): Promise<void> {
    return withinSilence(() => Promise.resolve(engine.unload()), { ms: silence.unloadingMs, setTimer }).catch(() => {});
  }

  async function ensure(id: string): Promise<Loaded<Prepared>> {
    const present = loaded?.id === id ? loaded : undefined;
    try {
      const stored = await recordFor(id, present);
      // What was fetched or looked at anew since may be other bytes than those on the GPU.
      if (present?.stored.at === stored.at) return present;
      const refused = unfit.get(id);
      if (refused?.at === stored.at) throw refused.error;
      await free();
      const progress = reporter(id);
      progress('engine', 0);
      loaded = await load(stored, progress);
      onState({ status: 'loaded', id });
      return loaded;
    } catch (thrown) {
      const { error } = engineFailure(thrown, { id, during: 'load' });
      if (loaded === undefined) onState({ status: 'failed', id, error: error.data });
      throw error;
    }
  }

  /** A storage that fails is no reason to stop a model that is loaded. */
  async function recordFor(id: string, present: Loaded<Prepared> | undefined): Promise<StoredModel> {
    try {
      return await readyModel(files, { id, kind });
    } catch (error) {
      if (present === undefined || error instanceof ModelError) throw error;
      return present.stored;
    }
  }

  async function load(stored: StoredModel, progress: Report): Promise<Loaded<Prepared>> {
    const { id } = stored.model;
    let engine: EnginePort | undefined;
    try {
      const { record, prepare } = await deps.inspect(stored);
      const build = await deps.loadEngine();
      const limit = { ms: silence.loadingMs, setTimer };
      let heardFrom: () => void = () => {};
      const built = build({
        record,
        onProgress: (report) => {
          heardFrom();
          progress(stageOf(report.text), report.progress);
        },
      });
      engine = built;
      await withinSilence((heard) => {
        heardFrom = heard;
        return built.reload(id);
      }, limit);
      progress('self-test', 0);
      const prepared = await withinSilence((heard) => prepare(built, heard), limit);
      return { id, engine: built, stored, prepared };
    } catch (thrown) {
      if (engine !== undefined) await dispose(engine);
      throw await withBrokenFiles(stored, thrown);
    }
  }

  /** A failure to load may come of a broken file, and the engine seldom says of which. */
  async function withBrokenFiles(stored: StoredModel, thrown: unknown): Promise<ModelError> {
    const { id } = stored.model;
    const failure = failureOf(thrown, id);
    if (failure.otherLibrary === true && stored.model.origin.kind === 'prebuilt') {
      // Left by an earlier version of this app: the present list names another one.
      await markBroken([libraryPath]);
      return outdatedLibrary(id, thrown);
    }
    const named = failure.brokenFile === undefined ? [] : [failure.brokenFile];
    const broken = [...new Set([...named, ...(await brokenFiles(files, stored).catch(() => []))])];
    if (broken.length > 0) {
      await markBroken(broken);
      return new ModelError(
        {
          kind: 'no-model',
          code: 'DAMAGED',
          message: `The local model ${id} cannot be loaded: missing or broken is ${broken.join(', ')}. Download it again in Settings: only what is broken is fetched.`,
        },
        { cause: thrown },
      );
    }
    if (thrown instanceof UnfitModelError) unfit.set(id, { error: failure.error, at: stored.at });
    return failure.error;

    async function markBroken(paths: readonly string[]): Promise<void> {
      await markDamaged(files, { id, broken: paths, at: new Date(deps.now()).toISOString() }).catch(() => {});
    }
  }

  type Report = (stage: LoadStage, progress: number) => void;

  function reporter(id: string): Report {
    return (stage, progress) =>
      onState({
        status: 'loading',
        id,
        stage,
        progress: Number.isFinite(progress) ? Math.min(Math.max(progress, 0), 1) : 0,
      });
  }

  return {
    async borrow(id, signal) {
      signal.throwIfAborted();
      const turn = queue.enter();
      const lent = turn.begun.then(() => {
        // Whoever has gone while waiting has nothing loaded for them.
        signal.throwIfAborted();
        return ensure(id);
      });
      try {
        const { engine, stored, prepared } = await orAbort(lent, signal);
        return {
          engine,
          stored,
          prepared,
          giveBack(broken) {
            if (broken === undefined) return turn.end();
            onState({ status: 'failed', id, error: broken.data });
            free().finally(turn.end);
          },
        };
      } catch (error) {
        lent.then(turn.end, turn.end);
        throw error;
      }
    },
    async unload() {
      const turn = queue.enter();
      await turn.begun;
      unfit.clear();
      await free();
      onState({ status: 'empty' });
      turn.end();
    },
  };
}

function outdatedLibrary(id: string, cause: unknown): ModelError {
  return new ModelError(
    {
      kind: 'no-model',
      code: 'OTHER_VERSION',
      message: `The library of the local model ${id} was compiled for another version of WebLLM than this app uses now. Download the model again in Settings: only the library is fetched.`,
    },
    { cause },
  );
}

function failureOf(thrown: unknown, id: string): EngineFailure {
  if (!(thrown instanceof UnfitModelError)) return engineFailure(thrown, { id, during: 'load' });
  const error = new ModelError({ kind: 'device', code: 'SELF_TEST', message: thrown.message }, { cause: thrown });
  return { error, fate: 'lost' };
}

/** WebLLM's progress says only in words what it is about. */
function stageOf(text: string): LoadStage {
  if (/shader|finish/i.test(text)) return 'shaders';
  return /param|loading model/i.test(text) ? 'weights' : 'engine';
}

interface Turn {
  readonly begun: Promise<void>;
  readonly end: () => void;
}

/** One after the other, in the order of `enter`. */
function createQueue(): { enter(): Turn } {
  let last: Promise<void> = Promise.resolve();
  return {
    enter() {
      const begun = last;
      let end: () => void = () => {};
      const over = new Promise<void>((resolve) => {
        end = resolve;
      });
      last = begun.then(() => over);
      return { begun, end };
    },
  };
}

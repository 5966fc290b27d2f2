import { createCallBudget } from '../../core/calls/budget';
import type { Gate } from '../../core/calls/gate';
import type { Journal, JournalEntry } from '../../core/calls/journal';
import { journaledEmbeddings, journaledModel } from '../../core/calls/journaled-model';
import { createCallMeter } from '../../core/calls/meter';
import { meteredEmbeddings, meteredModel } from '../../core/calls/metered-model';
import { createCallQueue } from '../../core/calls/queue';
import type { NewId, Now } from '../../core/effects';
import type { CallLimits } from '../../core/labeler/labeler-port';
import { withoutRefusedLogprobs } from '../../core/labeler/prediction/without-refused-logprobs';
import { type EmbeddingModel, embeddingModelFor } from '../../core/model/embedding-model';
import type { LanguageModel } from '../../core/model/language-model';
import { ModelError, type ModelErrorData } from '../../core/model/model-error';
import type { ModelRef } from '../../core/model/model-ref';
import { StorageFullError } from '../../core/project/repository';
import type { SharedCalls } from './shared-calls';

/** What calls need in this worker. */
export interface CallDeps {
  readonly models: {
    model(ref: ModelRef): LanguageModel;
    embeddingModel(ref: ModelRef): EmbeddingModel;
  };
  /** One for all calls of this worker. */
  readonly shared: SharedCalls;
  /** One for all calls of this worker; see `pausingWhenFull`. */
  readonly journal: Journal;
  /** See `journaledModel`. */
  readonly hash: (text: string) => Promise<string>;
  readonly now: Now;
  readonly newId: NewId;
}

export interface CallScope {
  readonly ref: ModelRef;
  /** Absent: the one that goes with `ref`. */
  readonly embedding?: ModelRef | undefined;
  /** Who pays: the id of a run or job. */
  readonly paidBy: string;
  readonly limits: CallLimits;
  readonly gate: Gate;
  readonly signal: AbortSignal;
  readonly onPaused?: (error: ModelErrorData | undefined) => void;
  readonly onResumed?: () => void;
}

export interface Calls {
  readonly model: LanguageModel;
  readonly embeddings: EmbeddingModel;
}

/** A model whose calls are answered from the journal where they can be, written down where they cannot, and paused by the gate. */
export function modelCalls(
  { ref, embedding, paidBy, limits, gate, signal, onPaused = () => {}, onResumed = () => {} }: CallScope,
  deps: CallDeps,
): Calls {
  const queue = createCallQueue({ concurrency: limits.parallelRequests, gate, signal, onPaused, onResumed });
  const meter = createCallMeter(() => {});
  const metering = { queue, meter, budget: createCallBudget(null), urgency: 'now' } as const;
  const { model, embeddings } = journaledCalls({ ref, embedding, paidBy }, deps);
  return { model: meteredModel(model, metering), embeddings: meteredEmbeddings(embeddings, metering) };
}

/** The same without a place to wait in: a run has one of its own for all its models. */
export function journaledCalls(
  { ref, embedding = embeddingModelFor(ref), paidBy }: Pick<CallScope, 'ref' | 'embedding' | 'paidBy'>,
  { models, shared, journal, hash, now }: CallDeps,
): Calls {
  const journaling = { journal, paidBy, hash, now };
  return {
    model: shared(journaledModel(withoutRefusedLogprobs(models.model(ref)), journaling), paidBy),
    embeddings: journaledEmbeddings(models.embeddingModel(embedding), journaling),
  };
}

/**
 * A disk that is full stands in the way of every call, like a key that is wrong: the run waits until there is room. What was paid for
 * meanwhile is held in memory, and written down when it is asked for again: it is not paid for twice.
 */
export function pausingWhenFull(journal: Journal): Journal {
  const unkept = new Map<string, JournalEntry>();

  async function put(key: string, entry: JournalEntry): Promise<void> {
    try {
      await journal.put(key, entry);
      unkept.delete(key);
    } catch (cause) {
      if (!(cause instanceof StorageFullError)) throw cause;
      unkept.set(key, entry);
      throw new ModelError(noRoom, { cause });
    }
  }

  return {
    async get(key) {
      const held = unkept.get(key);
      if (held === undefined) return journal.get(key);
      await put(key, held);
      return held;
    },
    put,
  };
}

const noRoom = {
  kind: 'interrupted',
  code: 'STORAGE_FULL',
  message:
    'The browser has no room left to keep the answers, and without that they would be paid for again. Delete projects, files or local models that you no longer need, or free space on the disk, then press Resume.',
} as const;

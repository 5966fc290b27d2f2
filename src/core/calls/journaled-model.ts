import { canonicalJson } from '../canonical-json';
import type { Instant } from '../effects';
import type { EmbeddingModel } from '../model/embedding-model';
import { finished } from '../model/finished';
import type { DoneEvent, LanguageModel } from '../model/language-model';
import { ModelError } from '../model/model-error';
import { modelKey } from '../model/model-ref';
import type { ModelRequest } from '../model/model-request';
import { callText } from './call-text';
import { meaningOf } from './failed-call';
import type { Journal, JournalEntry } from './journal';

export interface JournalDeps {
  readonly journal: Journal;
  /** The run or job that pays for what is not there yet. */
  readonly paidBy: string;
  /** A content hash: different for different texts, for all practical purposes. */
  readonly hash: (text: string) => Promise<string>;
  readonly now: () => Instant;
  /** Of this run or job. Default: as any answer, they are kept. */
  readonly refusals?: 'kept' | 'asked-anew' | undefined;
}

/**
 * A model that answers from the journal what was answered before, and writes down every answer before anybody hears of it. Of an equal
 * call under way it waits for the end. `cached` tells that another run has paid; what this one paid in an earlier life is still its own.
 */
export function journaledModel(model: LanguageModel, deps: JournalDeps): LanguageModel {
  const underWay = new Map<string, Promise<DoneEvent>>();
  return {
    ref: model.ref,
    capabilities: model.capabilities,
    async *stream(request, signal) {
      signal.throwIfAborted();
      const key = await deps.hash(callText(model.ref, request));
      const asked = underWay.get(key) ?? remembered(underWay, key, () => answer(key, request, signal));
      yield await asked;
    },
  };

  async function answer(key: string, request: ModelRequest, signal: AbortSignal): Promise<DoneEvent> {
    const entry = await deps.journal.get(key);
    if (entry !== undefined && !isAskedAnew(entry, deps)) return replayed(entry, deps.paidBy);
    try {
      const done = await finished(model.stream(request, signal));
      await keep(key, { kind: 'reply', reply: done.reply }, deps);
      return done;
    } catch (error) {
      if (error instanceof ModelError && meaningOf(error.kind).meaning === 'outcome') {
        await keep(key, { kind: 'error', error: error.data }, deps);
      }
      throw error;
    }
  }
}

/** The same for vectors: each text has an entry of its own, and only the unknown ones are sent, together. */
export function journaledEmbeddings(model: EmbeddingModel, deps: JournalDeps): EmbeddingModel {
  return {
    ref: model.ref,
    async embed(texts, signal) {
      signal.throwIfAborted();
      const keys = await Promise.all(texts.map((text) => deps.hash(vectorText(model, text))));
      const known = await Promise.all(keys.map((key) => knownVector(key, deps.journal)));
      const missing = [...new Set(texts.filter((_, index) => known[index] === undefined))];
      const vectors = missing.length === 0 ? [] : await model.embed(missing, signal);
      const fresh = new Map(missing.map((text, index) => [text, vectors[index]]));
      return Promise.all(
        texts.map(async (text, index) => {
          const vector = known[index] ?? fresh.get(text);
          const key = keys[index];
          if (vector === undefined || key === undefined) throw tooFewVectors(missing.length, vectors.length);
          if (known[index] === undefined) await keep(key, { kind: 'vector', vector }, deps);
          return vector;
        }),
      );
    },
  };
}

function vectorText(model: EmbeddingModel, text: string): string {
  return canonicalJson({ model: modelKey(model.ref), purpose: 'embed', text });
}

function replayed(entry: JournalEntry, paidBy: string): DoneEvent {
  const { outcome } = entry;
  switch (outcome.kind) {
    case 'reply':
      return { type: 'done', reply: outcome.reply, cached: entry.paidBy !== paidBy };
    case 'error':
      throw new ModelError(outcome.error);
    case 'vector':
    case 'score':
      throw unexpected('a reply', `a ${outcome.kind}`);
  }
}

/** A run keeps to what it was refused, unless it is told to ask anew; another one does, since safety settings and services change. */
export function isAskedAnew({ outcome, paidBy }: JournalEntry, own: Pick<JournalDeps, 'paidBy' | 'refusals'>): boolean {
  return outcome.kind === 'error' && (paidBy !== own.paidBy || own.refusals === 'asked-anew');
}

async function knownVector(key: string, journal: Journal): Promise<Float32Array | undefined> {
  const entry = await journal.get(key);
  if (entry === undefined) return undefined;
  if (entry.outcome.kind !== 'vector') throw unexpected('a vector', `a ${entry.outcome.kind}`);
  return entry.outcome.vector;
}

export function keep(
  key: string,
  outcome: JournalEntry['outcome'],
  { journal, paidBy, now }: JournalDeps,
): Promise<void> {
  return journal.put(key, { paidBy, at: now(), outcome });
}

export function remembered<T>(underWay: Map<string, Promise<T>>, key: string, begin: () => Promise<T>): Promise<T> {
  const asked = begin().finally(() => underWay.delete(key));
  underWay.set(key, asked);
  return asked;
}

export function unexpected(expected: string, came: string): Error {
  return new Error(
    `The journal of calls holds ${came} where ${expected} was expected. Clear this device's labeling data.`,
  );
}

export function tooFewVectors(expected: number, came: number): ModelError {
  return new ModelError({
    kind: 'internal',
    code: 'VECTORS',
    message: `Expected ${expected} vectors from the embedding model, and ${came} came. Try again.`,
  });
}

import { canonicalJson } from '../canonical-json';
import { ModelError } from '../model/model-error';
import { type ModelRef, modelKey } from '../model/model-ref';
import type { ScoredText, ScoreRequest, ScoringModel } from '../model/scoring-model';
import type { CutText, VectorInput, VectorModel, VectorRequest } from '../model/vector-model';
import { meaningOf } from './failed-call';
import type { JournalEntry } from './journal';
import { isAskedAnew, type JournalDeps, keep, remembered, tooFewVectors, unexpected } from './journaled-model';

/** As `journaledModel`, for scores: what was scored before, with the same alternatives, is not paid again. */
export function journaledScores(model: ScoringModel, deps: JournalDeps): ScoringModel {
  const underWay = new Map<string, Promise<ScoredText>>();

  async function answer(key: string, request: ScoreRequest, signal: AbortSignal): Promise<ScoredText> {
    const entry = await deps.journal.get(key);
    if (entry !== undefined && !isAskedAnew(entry, deps)) return scoredBefore(entry);
    try {
      const scored = await model.score(request, signal);
      await keep(key, { kind: 'score', scored }, deps);
      return scored;
    } catch (error) {
      if (error instanceof ModelError && meaningOf(error.kind).meaning === 'outcome') {
        await keep(key, { kind: 'error', error: error.data }, deps);
      }
      throw error;
    }
  }

  return {
    ref: model.ref,
    async score(request, signal) {
      signal.throwIfAborted();
      const key = await deps.hash(scoreText(model.ref, request));
      return underWay.get(key) ?? remembered(underWay, key, () => answer(key, request, signal));
    },
  };
}

/** The same for vectors: each input has an entry of its own, and only the unknown ones are sent, together. */
export function journaledVectors(model: VectorModel, deps: JournalDeps): VectorModel {
  return {
    ref: model.ref,
    async vectors({ inputs, ...options }, signal) {
      signal.throwIfAborted();
      const keys = await Promise.all(inputs.map((input) => deps.hash(vectorText(model.ref, { ...options, input }))));
      const known = new Map(
        (
          await Promise.all([...new Set(keys)].map(async (key) => [key, await vectorBefore(key, deps)] as const))
        ).flatMap(([key, vector]) => (vector === undefined ? [] : [[key, vector] as const])),
      );
      const missing = new Map(keys.flatMap((key, at) => (known.has(key) ? [] : [[key, inputs[at]] as const])));
      const asked = [...missing.values()].filter((input) => input !== undefined);
      const came = asked.length === 0 ? nothing : await model.vectors({ ...options, inputs: asked }, signal);
      await Promise.all(
        [...missing.keys()].map(async (key, at) => {
          const vector = came.vectors[at];
          if (vector === undefined) throw tooFewVectors(asked.length, came.vectors.length);
          const cut = came.cut[at];
          const kept: KnownVector = { kind: 'vector', vector, ...(cut === undefined ? {} : { cut }) };
          await keep(key, kept, deps);
          known.set(key, kept);
        }),
      );
      const all = keys.map((key) => known.get(key) ?? noVector());
      const cut = all.flatMap((one, at) => (one.cut === undefined ? [] : [[at, one.cut] as const]));
      return {
        vectors: all.map(({ vector }) => vector),
        cut: Object.fromEntries<CutText>(cut),
        // What this time had to be paid.
        inputTokens: came.inputTokens,
      };
    },
  };
}

type KnownVector = Extract<JournalEntry['outcome'], { readonly kind: 'vector' }>;

const nothing = { vectors: [], cut: {} as Readonly<Record<number, CutText>>, inputTokens: 0 };

function scoreText(ref: ModelRef, { prompt, as, expected, alternatives }: ScoreRequest): string {
  return canonicalJson({ model: modelKey(ref), purpose: 'evaluate', prompt, as, expected, alternatives });
}

function vectorText(
  ref: ModelRef,
  { input, taskType, dimensions, pooling }: Omit<VectorRequest, 'inputs'> & { readonly input: VectorInput },
): string {
  return canonicalJson({ model: modelKey(ref), purpose: 'vectors', input, taskType, dimensions, pooling });
}

function scoredBefore({ outcome }: JournalEntry): ScoredText {
  switch (outcome.kind) {
    case 'score':
      return outcome.scored;
    case 'error':
      throw new ModelError(outcome.error);
    case 'reply':
    case 'vector':
      throw unexpected('a score', `a ${outcome.kind}`);
  }
}

async function vectorBefore(key: string, { journal }: JournalDeps): Promise<KnownVector | undefined> {
  const entry = await journal.get(key);
  if (entry === undefined) return undefined;
  if (entry.outcome.kind !== 'vector') throw unexpected('a vector', `a ${entry.outcome.kind}`);
  return entry.outcome;
}

function noVector(): never {
  throw new Error('Expected a vector for each input that was asked for.');
}

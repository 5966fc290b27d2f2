import { orAbort } from '../model/abort';
import type { EmbeddingModel } from '../model/embedding-model';
import { finished } from '../model/finished';
import type { LanguageModel } from '../model/language-model';
import { ModelError } from '../model/model-error';
import { noUsage } from '../model/reply';
import type { ScoringModel } from '../model/scoring-model';
import type { VectorModel } from '../model/vector-model';
import { estimateTokens } from './estimate-tokens';
import { meaningOf } from './failed-call';
import type { CallMeter } from './meter';
import type { CallQueue, QueueOptions } from './queue';

interface Metering extends QueueOptions {
  readonly queue: CallQueue;
  readonly meter: CallMeter;
}

/** A model whose calls go through a run's queue and onto its bill. Its answers come whole. */
export function meteredModel(model: LanguageModel, metering: Metering): LanguageModel {
  return {
    ref: model.ref,
    capabilities: model.capabilities,
    async *stream(request, signal) {
      yield await metered(metering, async () => {
        const done = await orAbort(finished(model.stream(request, signal)), signal);
        if (done.cached) metering.budget.giveBack();
        metering.meter.answered(done.reply.usage, done.cached);
        return done;
      });
    },
  };
}

export function meteredEmbeddings(model: EmbeddingModel, metering: Metering): EmbeddingModel {
  return {
    ref: model.ref,
    embed: (texts, signal) =>
      metered(metering, async () => {
        const vectors = await orAbort(model.embed(texts, signal), signal);
        const inputTokens = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
        metering.meter.answered({ inputTokens, outputTokens: 0, thoughtTokens: 0, estimated: true }, false);
        return vectors;
      }),
  };
}

export function meteredScores(model: ScoringModel, metering: Metering): ScoringModel {
  return {
    ref: model.ref,
    score: (request, signal) =>
      metered(metering, async () => {
        const scored = await orAbort(model.score(request, signal), signal);
        metering.meter.answered(scored.usage, false);
        return scored;
      }),
  };
}

export function meteredVectors(model: VectorModel, metering: Metering): VectorModel {
  return {
    ref: model.ref,
    vectors: (request, signal) =>
      metered(metering, async () => {
        const vectors = await orAbort(model.vectors(request, signal), signal);
        metering.meter.answered({ ...noUsage, inputTokens: vectors.inputTokens }, false);
        return vectors;
      }),
  };
}

/**
 * The bill is written before the place is free again, so that what is told of a pause comes after it. A call that holds the run up is
 * not counted: it is made again.
 */
function metered<T>({ queue, meter, budget, urgency }: Metering, call: () => Promise<T>): Promise<T> {
  const counted = async (): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      if (error instanceof ModelError && meaningOf(error.kind).meaning !== 'pause') meter.failed(error.data);
      throw error;
    }
  };
  return queue.run(counted, { budget, urgency });
}

import { finished } from '../alignment/ask';
import { orAbort } from '../model/abort';
import type { EmbeddingModel } from '../model/embedding-model';
import type { DoneEvent, LanguageModel } from '../model/language-model';
import { ModelError } from '../model/model-error';
import { estimateTokens } from '../prompt/estimate-tokens';
import type { CallLane, LaneOptions } from './call-lane';
import type { CallMeter } from './call-meter';
import { meaningOf } from './failed-call';

interface Metering extends LaneOptions {
  readonly lane: CallLane;
  readonly meter: CallMeter;
}

/** A model whose calls go through a run's lane and onto its bill. Its answers come whole. */
export function meteredModel(model: LanguageModel, metering: Metering): LanguageModel {
  return {
    ref: model.ref,
    capabilities: model.capabilities,
    async *stream(request, signal) {
      const call = (): Promise<DoneEvent> => orAbort(finished(model.stream(request, signal)), signal);
      const done = await metered(call, metering);
      if (done.cached) metering.budget.giveBack();
      metering.meter.answered(done.reply.usage, done.cached);
      yield done;
    },
  };
}

export function meteredEmbeddings(model: EmbeddingModel, metering: Metering): EmbeddingModel {
  return {
    ref: model.ref,
    async embed(texts, signal) {
      const vectors = await metered(() => orAbort(model.embed(texts, signal), signal), metering);
      const inputTokens = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
      metering.meter.answered({ inputTokens, outputTokens: 0, thoughtTokens: 0, estimated: true }, false);
      return vectors;
    },
  };
}

/** A call that holds the run up is not counted: it is made again. */
async function metered<T>(call: () => Promise<T>, { lane, meter, budget, urgency }: Metering): Promise<T> {
  try {
    return await lane.run(call, { budget, urgency });
  } catch (error) {
    if (error instanceof ModelError && meaningOf(error.kind).meaning !== 'pause') meter.failed(error.data);
    throw error;
  }
}

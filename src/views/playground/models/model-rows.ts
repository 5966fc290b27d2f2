import type { CompletionCapabilities, Honoured, ServerProgram } from '../../../core/model/completion-capabilities';
import { completionCapabilitiesOf } from '../../../core/model/completion-capabilities-of';
import { capabilitiesOf } from '../../../core/model/known-capabilities';
import { isPractice, type ModelRef, modelKey, staysOnDevice } from '../../../core/model/model-ref';
import type { ListedModel } from '../../../core/model/models-port';
import { rowOf } from '../../../core/model/provider-table';
import { whole } from '../../shared/counted';

/** A model in the table "Models": a word for each column, and why not where there is a reason. */
export interface ModelRow {
  readonly key: string;
  readonly provider: string;
  readonly id: string;
  readonly context: string;
  readonly output: string;
  readonly images: Honoured;
  /** `any number`, `up to 20`, or none. */
  readonly logprobs: string;
  readonly scoring: Honoured;
  /** By itself, by another model that goes with it, or not. */
  readonly embeddings: string;
  readonly schema: 'held to it' | 'asked for';
  readonly where: string;
}

/** `listed`: what the service itself says of the model, where it was asked. */
export function modelRow(ref: ModelRef, program: ServerProgram, listed?: ListedModel): ModelRow {
  const honours = completionCapabilitiesOf(ref, program);
  const { replySchema } = capabilitiesOf(ref);
  return {
    key: modelKey(ref),
    provider: isPractice(ref) ? 'Practice' : rowOf(ref.provider).name,
    id: 'id' in ref ? ref.id : 'built in',
    context: tokens(listed?.inputTokenLimit ?? honours.contextTokens),
    output: tokens(listed?.outputTokenLimit ?? honours.outputTokens),
    images: honours.images,
    logprobs: logprobWords(ref, honours),
    scoring: honours.scoring,
    embeddings: embeddingWords(ref, honours),
    schema: replySchema === 'constrained' ? 'held to it' : 'asked for',
    where: staysOnDevice(ref) ? 'this device' : ref.provider === 'server' ? 'your server' : 'the service',
  };
}

const tokens = (count: number | undefined) => (count === undefined ? 'not known' : whole(count));

function logprobWords({ provider }: ModelRef, { mostLogprobs, settings }: CompletionCapabilities): string {
  if (mostLogprobs === 0 || settings.logprobs !== true) return 'none';
  return provider === 'webllm' || provider === 'practice' ? 'any number' : `up to ${mostLogprobs}`;
}

function embeddingWords(ref: ModelRef, { vectors }: CompletionCapabilities): string {
  if (vectors.embeds !== true) return 'no';
  if (modelKey(vectors.ref) === modelKey(ref)) return 'yes';
  return 'id' in vectors.ref ? `by ${vectors.ref.id}` : 'by the practice model';
}

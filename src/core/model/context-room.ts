import { ModelError } from './model-error';

export interface ContextNeed {
  readonly promptTokens: number;
  /** Tokens that the reply may have; absent: at least one. */
  readonly wanted: number | undefined;
  /** Prompt and reply together. */
  readonly contextTokens: number;
  /** Who is asked, as a sentence names it. */
  readonly model: string;
  /** The prompt was not counted by the model's own tokenizer. */
  readonly isEstimated?: boolean;
}

/** Throws ModelError `too-long`, with what is needed and what there is, where prompt and reply do not fit the context. */
export function checkRoom({ promptTokens, wanted, contextTokens, model, isEstimated = false }: ContextNeed): void {
  const needed = promptTokens + (wanted ?? 1);
  if (needed <= contextTokens) return;
  const left = contextTokens - promptTokens;
  const has = isEstimated
    ? `The prompt has about ${promptTokens} tokens (an estimate: the model does not tell)`
    : `The prompt has ${promptTokens} tokens`;
  const asks = wanted === undefined ? 'and its completion at least 1' : `and maximum tokens is ${wanted}`;
  const advice =
    left > 0
      ? `Set maximum tokens to ${left} or less, or shorten the prompt.`
      : 'Shorten the prompt, or choose a model with a longer context.';
  throw new ModelError({
    kind: 'too-long',
    code: 'CONTEXT',
    message: `${has} ${asks}: ${needed} together, but the context of ${model} holds ${contextTokens}. ${advice} Nothing was sent.`,
  });
}

import type { CompletionOptions, TokenBias } from '../model/completion-options';
import { ModelError } from '../model/model-error';
import type { SamplingSettings } from '../model/sampling-settings';

/** How a token is chosen from logits, in this order: forbidden end, bias, penalties, temperature, top K, top P, draw. */
export interface DecodingRules {
  readonly bias: readonly TokenBias[];
  readonly presencePenalty: number;
  readonly frequencyPenalty: number;
  /** See `CompletionOptions`. */
  readonly multiplicative: boolean;
  readonly penaltiesCoverPrompt: boolean;
  /** 0: greedy, whatever top K and top P are. */
  readonly temperature: number;
  /** Null: all tokens. */
  readonly topK: number | null;
  /** 1: all of them. */
  readonly topP: number;
  readonly minTokens: number;
}

/** What a model samples with where nothing else is asked for. */
export type OwnRules = Pick<DecodingRules, 'temperature' | 'topK' | 'topP' | 'presencePenalty' | 'frequencyPenalty'>;

/** Throws ModelError `bad-request` for what no step can be computed with. */
export function decodingRules(
  { settings, completion = {} }: { readonly settings: SamplingSettings; readonly completion?: CompletionOptions },
  own: OwnRules,
): DecodingRules {
  const rules: DecodingRules = {
    bias: completion.logitBias ?? [],
    presencePenalty: settings.presencePenalty ?? own.presencePenalty,
    frequencyPenalty: settings.frequencyPenalty ?? own.frequencyPenalty,
    multiplicative: completion.multiplicativePresencePenalty === true,
    penaltiesCoverPrompt: completion.penaltiesCoverPrompt === true,
    temperature: settings.temperature ?? own.temperature,
    topK: settings.topK ?? own.topK,
    topP: settings.topP ?? own.topP,
    minTokens: completion.minTokens ?? 0,
  };
  if (!(rules.temperature >= 0)) throw refused(`a temperature of ${rules.temperature}: it goes from 0 to 2`);
  if (rules.multiplicative && rules.presencePenalty <= -1) {
    throw refused(
      `a multiplicative presence penalty of ${rules.presencePenalty}: logits are divided by 1 more, so it has to be above -1`,
    );
  }
  return rules;
}

function refused(what: string): ModelError {
  return new ModelError({ kind: 'bad-request', code: 'SAMPLING', message: `No token can be chosen with ${what}.` });
}

import { geminiModelFacts } from '../../core/model/gemini-models';
import type { ThinkingLevel } from '../../core/model/thinking';

/** `generationConfig.thinkingConfig` (ai.google.dev/gemini-api/docs/thinking). Level and budget exclude each other. */
export interface ThinkingConfig {
  readonly thinkingLevel?: ThinkingLevel;
  /** Tokens; 0 switches thinking off. */
  readonly thinkingBudget?: number;
  readonly includeThoughts?: true;
}

/**
 * What to say of thinking; undefined: nothing. Summaries of thoughts are asked for where the answer comes as events: each is a sign of life
 * while the model thinks for minutes. Nobody reads them.
 */
export function thinkingConfig(
  model: string,
  { level, events }: { readonly level: ThinkingLevel | undefined; readonly events: boolean },
): ThinkingConfig | undefined {
  const { thinking } = geminiModelFacts(model);
  if (thinking.by === 'nothing') return undefined;
  const budget = thinking.by === 'budget' && level !== undefined ? thinking.tokens[level] : undefined;
  const config: ThinkingConfig = {
    ...(thinking.by === 'level' && level !== undefined ? { thinkingLevel: level } : {}),
    ...(budget === undefined ? {} : { thinkingBudget: budget }),
    // Who does not think is refused for being asked to tell of it.
    ...(events && budget !== 0 ? { includeThoughts: true } : {}),
  };
  return Object.keys(config).length === 0 ? undefined : config;
}

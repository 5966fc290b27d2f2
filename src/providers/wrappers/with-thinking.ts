import { thinkingUse } from '../../core/instructions/task';
import type { LanguageModel } from '../../core/model/language-model';
import { type ThinkingSettings, thinkingLevel } from '../../core/model/thinking';

/** Asks for as much thinking as the settings say for what a call is for. A model that takes no level, or a request that names one, is left as it is. */
export function withThinking(
  model: LanguageModel,
  { settings }: { readonly settings: () => ThinkingSettings },
): LanguageModel {
  const { ref, capabilities } = model;
  return {
    ref,
    capabilities,
    stream(request, signal) {
      const level = thinkingLevel(settings()[thinkingUse(request.purpose)], capabilities.thinking);
      const told = request.thinking !== undefined || level === undefined;
      return model.stream(told ? request : { ...request, thinking: level }, signal);
    },
  };
}

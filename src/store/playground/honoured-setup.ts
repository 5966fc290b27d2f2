import type { CompletionCapabilities } from '../../core/model/completion-capabilities';
import type { CompletionOptionName } from '../../core/model/completion-options';
import type { SamplingSettings, SettingName } from '../../core/model/sampling-settings';
import type { CompleteSetup } from '../../core/playground/playground-work';

/** The part of a set-up that the model honours: the rest is greyed out on the screen, and not sent. */
export function honouredSetup(setup: CompleteSetup, capabilities: CompletionCapabilities): CompleteSetup {
  const { settings, options, bestOf } = capabilities;
  return {
    ...setup,
    sampling: honouredSampling(setup.sampling, settings),
    options: only(setup.options, (name) => options[name as CompletionOptionName] === true),
    bias: options.logitBias === true ? setup.bias : [],
    bestOf: bestOf === true ? setup.bestOf : null,
  };
}

export function honouredSampling(
  sampling: SamplingSettings,
  settings: CompletionCapabilities['settings'],
): SamplingSettings {
  return only(sampling, (name) => settings[name as SettingName] === true);
}

function only<Fields extends object>(fields: Fields, isKept: (name: string) => boolean): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => isKept(name))) as Fields; // every field is optional
}

/** How many streams a run of this set-up has; it shows `completions` of them. */
export function streamsOf({ completions, bestOf }: Pick<CompleteSetup, 'completions' | 'bestOf'>): number {
  return bestOf === null ? completions : Math.max(bestOf, completions);
}

import type { CompletionCapabilities } from '../../../core/model/completion-capabilities';
import type { CompletionOptionName } from '../../../core/model/completion-options';
import type { SettingName } from '../../../core/model/sampling-settings';

const settings: readonly SettingName[] = [
  'maxOutputTokens',
  'temperature',
  'topK',
  'topP',
  'logprobs',
  'seed',
  'presencePenalty',
  'frequencyPenalty',
  'stopSequences',
];

const options: readonly CompletionOptionName[] = [
  'rawPrompt',
  'asSampled',
  'multiplicativePresencePenalty',
  'penaltiesCoverPrompt',
  'minTokens',
  'echo',
  'logitBias',
];

/** `16 honoured, 2 not`: of all controls that a model can refuse, and of Completions, which none does. */
export function honouredWords(capabilities: CompletionCapabilities): string {
  const all = [
    ...settings.map((name) => capabilities.settings[name]),
    ...options.map((name) => capabilities.options[name]),
    capabilities.bestOf,
    true as const,
  ];
  const honoured = all.filter((one) => one === true).length;
  return honoured === all.length ? `all ${all.length} honoured` : `${honoured} honoured, ${all.length - honoured} not`;
}

import type { SettingName } from './sampling-settings';
import type { ThinkingAbility } from './thinking';

/** What a model honours. The UI greys out the rest and says why. */
export interface Capabilities {
  /** `true`, or in words why the setting has no effect on this model. */
  readonly settings: Readonly<Record<SettingName, true | string>>;
  readonly images: boolean;
  /** `constrained`: the reply cannot break the schema. `asked`: the schema is in the text and may be ignored. */
  readonly replySchema: 'constrained' | 'asked';
  /** Whether a `choice` reply comes with the probability of each option; or in words why not. */
  readonly choices: true | string;
  readonly thinking: ThinkingAbility;
  /** Prompt and reply together; absent when unknown. */
  readonly contextTokens?: number;
}

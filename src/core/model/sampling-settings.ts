/** How to sample. A field that is absent is left to the model's own default. */
export interface SamplingSettings {
  /** 0 to 2; 0 is greedy. */
  readonly temperature?: number;
  /** Nucleus mass, 0 to 1. */
  readonly topP?: number;
  /** Whole number from 1. */
  readonly topK?: number;
  /** Whole number from 1. On thinking models, thoughts count too. */
  readonly maxOutputTokens?: number;
  /** At most five, none empty. */
  readonly stopSequences?: readonly string[];
  /** -2 to 2. */
  readonly presencePenalty?: number;
  /** -2 to 2. */
  readonly frequencyPenalty?: number;
  /** Whole number from 0 to 2147483647. */
  readonly seed?: number;
  /** How many candidates for the same prompt; see `streamCandidates`, which asks for each in a call of its own. */
  readonly candidates?: number;
  /** How many alternatives to report per token, 0 to 20; absent: no log-probabilities. */
  readonly logprobs?: number;
}

export type SettingName = keyof SamplingSettings;

export const settingNames = [
  'temperature',
  'topP',
  'topK',
  'maxOutputTokens',
  'stopSequences',
  'presencePenalty',
  'frequencyPenalty',
  'seed',
  'candidates',
  'logprobs',
] as const satisfies readonly SettingName[];

/** Least and greatest value and the step of the control; `whole` numbers refuse fractions. */
export interface SettingRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly whole: boolean;
}

export const settingRanges: Readonly<Record<Exclude<SettingName, 'stopSequences'>, SettingRange>> = {
  temperature: { min: 0, max: 2, step: 0.1, whole: false },
  topP: { min: 0, max: 1, step: 0.05, whole: false },
  topK: { min: 1, max: 1000, step: 1, whole: true },
  maxOutputTokens: { min: 1, max: 1_000_000, step: 1, whole: true },
  presencePenalty: { min: -2, max: 2, step: 0.1, whole: false },
  frequencyPenalty: { min: -2, max: 2, step: 0.1, whole: false },
  seed: { min: 0, max: 2_147_483_647, step: 1, whole: true },
  candidates: { min: 1, max: 3, step: 1, whole: true },
  logprobs: { min: 0, max: 20, step: 1, whole: true },
};

/** The form of fine-tuning data that is taken away. */
export interface ExportSettings {
  readonly format: ExportFormat;
  /** Of prompts, 0 to 0.5. */
  readonly validationShare: number;
  readonly systemMessage: boolean;
  /** For formats that have `text`. */
  readonly chatTemplate: ChatTemplate;
  readonly removeLineBreaks: boolean;
  /** Of several rounds: the last, all of them, or one that was picked by hand (the last where none was). */
  readonly rounds: 'last' | 'all' | 'picked';
  /**
   * A prompt is either in supervised data or in that of pairs, half of them each: both are taken from one run, and no prompt is in both.
   */
  readonly splitByKind: boolean;
  readonly includeFlipped: boolean;
  /** Also from what Align and Chat hold. */
  readonly includeFeedback: boolean;
  /** Of that, too: a selected response over the others of its turn. */
  readonly includeSelected: boolean;
  /** A pair whose first difference comes after so many tokens is flagged: a trainer that truncates there learns nothing from it. */
  readonly lateDifference: number;
}

/** Each is one form of one line; a CSV or a JSONL is made of it (see `formats.ts`). */
export const exportFormats = [
  'trl-messages',
  'trl-prompt-completion',
  'trl-text',
  'trl-preference',
  'trl-preference-text',
  'trl-unpaired',
  'openai-sft',
  'openai-dpo',
  'gemini-sft',
  'gemini-preference',
  'llama-factory-sft',
  'llama-factory-dpo',
  'constitutional-ai',
  'ancestor-sft',
  'ancestor-dpo',
] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const chatTemplates = ['zephyr', 'chatml', 'llama-3', 'gemma', 'none'] as const;
export type ChatTemplate = (typeof chatTemplates)[number];

export const defaultExportSettings: ExportSettings = {
  format: 'trl-messages',
  validationShare: 0.1,
  systemMessage: false,
  chatTemplate: 'zephyr',
  removeLineBreaks: false,
  rounds: 'last',
  splitByKind: false,
  includeFlipped: false,
  includeFeedback: false,
  includeSelected: false,
  lateDifference: 512,
};

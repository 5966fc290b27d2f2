import type { ModelRef } from '../../model/model-ref';
import type { EvaluateAs } from '../../model/scoring-model';
import type { CompleteSetup, EmbedSetup, KeptImage, PlaygroundPrompt, PlaygroundTask } from '../playground-work';

/** What the task on the screen asks of a model. No key is part of it. */
export interface AskedRequest {
  readonly task: PlaygroundTask;
  /** Who is asked: of Embed, the one that embeds. */
  readonly model: ModelRef;
  readonly prompt: Omit<PlaygroundPrompt, 'model'>;
  readonly complete: CompleteSetup;
  readonly expected: string;
  readonly as: EvaluateAs;
  readonly embed: EmbedSetup;
  readonly images: Readonly<Record<string, KeptImage>>;
  /** Of the server in Settings; empty: none. */
  readonly address: string;
}

export const copyLanguages = ['curl', 'typescript', 'python', 'aleph'] as const;
export type CopyLanguage = (typeof copyLanguages)[number];

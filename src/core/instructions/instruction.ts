import type { ModelPrompt } from '../model/model-prompt';
import type { ReplySchema } from '../model/model-request';
import type { Result } from '../result';
import type { Purpose, Subjects } from './task';

/** A question that we ask of a model in words of our own, with the form of the answer. */
export interface Instruction<P extends Purpose, T> {
  readonly purpose: P;
  render(subject: Subjects[P]): ModelPrompt;
  /** Names the schema for providers that want a name: letters and underscores. */
  readonly name: string;
  readonly schema: ReplySchema;
  /** The error says in words why the reply cannot be used. */
  parse(text: string, subject: Subjects[P]): Result<T, string>;
  /** Whether an equal question may be answered from memory. */
  readonly cache: 'fresh' | 'reuse';
}

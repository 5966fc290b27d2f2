import { ask } from '../../alignment/ask';
import { meaningOf } from '../../calls/failed-call';
import type { Instruction } from '../../instructions/instruction';
import type { Purpose, Subjects } from '../../instructions/task';
import type { LanguageModel } from '../../model/language-model';
import { ModelError } from '../../model/model-error';
import type { SamplingSettings } from '../../model/sampling-settings';
import { err, type Result } from '../../result';

export interface TrainCallDeps {
  readonly model: LanguageModel;
  /** With a seed of its own: equal prompts at different places of a run are different calls. */
  readonly settings: SamplingSettings;
  readonly signal: AbortSignal;
  readonly onUnusable: (why: string) => void;
}

/** Asks the train model. What it cannot answer is skipped, with the reason: training goes on without it. */
export async function askTrainModel<P extends Purpose, T>(
  instruction: Instruction<P, T>,
  subject: Subjects[P],
  deps: TrainCallDeps,
): Promise<Result<T, string>> {
  try {
    const reply = await ask(instruction, subject, deps);
    if (reply.ok) return reply;
    deps.onUnusable(reply.error.why);
    return err(reply.error.why);
  } catch (error) {
    if (error instanceof ModelError && meaningOf(error.kind).meaning !== 'pause') return err(error.data.message);
    throw error;
  }
}

import type { Stage } from '../../jobs/row-by-row';
import { ModelError } from '../../model/model-error';
import type { ModelRef } from '../../model/model-ref';
import type { ModelRequest } from '../../model/model-request';
import type { Reply } from '../../model/reply';
import { deriveSeed } from '../../random';
import { err, ok, type Result } from '../../result';
import type { MadeText, Round, StageName, TuningPrompt } from './made-row';
import { callSeed, type RunPlan } from './run-plan';
import { followedModel, type PromptBill, replyOf, type StageAt, type StageCalls, type StageWatch } from './stage-call';

/** A prompt of a run. */
export interface PromptToMake {
  readonly prompt: TuningPrompt;
  /** In the run, from 0. */
  readonly place: number;
}

/** One prompt on its way through the stages, and what was made of it by now. */
export interface PromptWay {
  readonly plan: RunPlan;
  readonly prompt: TuningPrompt;
  /** As places in the constitution, from 0. */
  readonly principles: readonly number[];
  readonly stage: Stage;
  readonly watch: StageWatch;
  readonly bill: PromptBill;
  /** Nth time that failed prompts are gone through again; 0: the first time. */
  readonly attempt: number;
  readonly answers: MadeText[];
  readonly rounds: Round[];
}

interface StageWork<T> extends StageAt {
  /** What a reply is that cannot be used. */
  readonly unusable: 'empty' | 'unreadable';
  /** Null: the model answered and it cannot be used. */
  readonly ask: (calls: StageCalls, seed: number) => Promise<Result<T, string>>;
}

/**
 * A stage whose reply has to be of use. In later attempts one that is not is asked for once more, by another seed: the journal knows the
 * answer to the question of before.
 */
export function throughStage<T>(way: PromptWay, { ask, unusable, ...at }: StageWork<T>): Promise<T> {
  const { plan, prompt, stage, watch, bill, attempt } = way;
  const seed = callSeed(plan, { row: prompt.row, stage: at.stage, n: at.n });
  return stage(at.stage, async (calls) => {
    const read = await ask({ prompt, calls, at, watch, bill }, seed);
    if (read.ok) return read.value;
    const again =
      attempt === 0 ? read : await ask({ prompt, calls, at, watch, bill }, deriveSeed(seed, 'again', attempt));
    if (again.ok) return again.value;
    throw new ModelError({ kind: unusable, code: unusable.toUpperCase(), message: again.error });
  });
}

interface TextCall extends Pick<ModelRequest, 'purpose' | 'subject' | 'prompt'> {
  readonly ref: ModelRef;
  readonly maxTokens: number;
  readonly temperature?: number;
  /** So that rule-based answers to one prompt differ. */
  readonly candidate?: number;
  readonly read: (text: string) => Result<string, string>;
}

/** A stage that writes a text. */
export function textStage(
  way: PromptWay,
  at: StageAt,
  { ref, maxTokens, temperature, candidate, read, ...question }: TextCall,
): Promise<MadeText> {
  return throughStage<MadeText>(way, {
    ...at,
    unusable: 'empty',
    async ask(stage, seed) {
      const settings = { maxOutputTokens: maxTokens, seed, ...(temperature === undefined ? {} : { temperature }) };
      const request: ModelRequest = {
        ...question,
        settings,
        reply: { type: 'text' },
        cache: 'fresh',
        ...(candidate === undefined ? {} : { candidate }),
      };
      const reply = await replyOf(followedModel(ref, stage), request, stage.calls.signal);
      const text = read(reply.text);
      if (!text.ok) return text;
      if (text.value.trim() === '') return err(nothingIn[at.stage]);
      stage.watch.wrote?.(at, text.value);
      return ok(madeText(text.value, reply));
    },
  });
}

const nothingIn: Readonly<Record<StageName, string>> = {
  answer: 'The answer has nothing but white space.',
  'second-answer': 'The answer has nothing but white space.',
  critique: 'The critique is empty.',
  revision: 'The revision is empty.',
  judgement: 'The judgement is empty.',
};

export function madeText(text: string, reply: Pick<Reply, 'finish'> | null): MadeText {
  return { text, isCut: reply?.finish.kind === 'length' };
}

/** All of them, also when one fails: what the others were paid for is written down. Throws what the first failed with. */
export async function all<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}

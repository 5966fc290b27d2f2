import type { RowCalls } from '../../jobs/run-rows';
import { orAbort } from '../../model/abort';
import { finished } from '../../model/finished';
import type { LanguageModel } from '../../model/language-model';
import type { ModelRef } from '../../model/model-ref';
import type { ModelRequest } from '../../model/model-request';
import type { Reply } from '../../model/reply';
import { totalTokens } from '../../model/reply';
import type { StageName, TuningPrompt } from './made-row';
import type { StagesPassed } from './tuning-work';

/** A step of a prompt's way, as it is shown. */
export interface StageAt {
  readonly stage: StageName;
  /** Of several of its kind, from 1. */
  readonly n: number;
  /** Words of the principle; empty where there is none. */
  readonly about: string;
}

/** Follows prompts on their way. */
export interface StageWatch {
  /** A call of the stage begins; the same stage may ask twice. */
  asks?(at: StageAt, call: StageAsks): void;
  /** The stage has its text. */
  wrote?(at: StageAt, text: string): void;
  /** A call was answered, and was not paid for before by somebody else. */
  paid?(tokens: number): void;
  /** The prompt is through with its last stage of this kind. */
  passed?(stages: keyof StagesPassed): void;
}

interface StageAsks {
  readonly prompt: TuningPrompt;
  readonly ref: ModelRef;
  readonly request: ModelRequest;
}

/** What was answered for one prompt. */
export interface PromptBill {
  calls: number;
  tokens: number;
}

export interface StageCalls {
  readonly prompt: TuningPrompt;
  readonly calls: RowCalls;
  readonly at: StageAt;
  readonly watch: StageWatch;
  readonly bill: PromptBill;
}

/** A model whose calls are counted and followed. `last`: its latest reply. */
export function followedModel(
  ref: ModelRef,
  { prompt, calls, at, watch, bill }: StageCalls,
): LanguageModel & { readonly last: () => Reply | null } {
  const model = calls.models.model(ref);
  let last: Reply | null = null;
  return {
    ref,
    capabilities: model.capabilities,
    last: () => last,
    async *stream(request, signal) {
      watch.asks?.(at, { prompt, ref, request });
      for await (const event of model.stream(request, signal)) {
        if (event.type === 'done') {
          last = event.reply;
          if (!event.cached) {
            const tokens = totalTokens(event.reply.usage);
            bill.calls += 1;
            bill.tokens += tokens;
            watch.paid?.(tokens);
          }
        }
        yield event;
      }
    },
  };
}

export async function replyOf(model: LanguageModel, request: ModelRequest, signal: AbortSignal): Promise<Reply> {
  signal.throwIfAborted();
  return (await orAbort(finished(model.stream(request, signal)), signal)).reply;
}

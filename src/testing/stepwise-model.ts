import { capabilitiesOf } from '../core/model/known-capabilities';
import type { LanguageModel } from '../core/model/language-model';
import type { ModelError } from '../core/model/model-error';
import { userPrompt } from '../core/model/model-prompt';
import type { ModelRef } from '../core/model/model-ref';
import type { ModelRequest } from '../core/model/model-request';
import { noUsage, type Usage } from '../core/model/reply';

/** One thing that a try does: say a text, let time pass, hang until aborted, hang for good, or fail. */
export type Step = string | { readonly pauseMs: number } | 'HANG' | 'DEAF' | ModelError;

export interface StepwiseModel extends LanguageModel {
  /** One for each try that was begun. */
  readonly tries: readonly { readonly at: number; readonly signal: AbortSignal; readonly ended: () => boolean }[];
}

/** A model whose tries go through given steps, one list for each try; a list that ends without failing answers with its texts. */
export function stepwiseModel({
  tries,
  clock,
  usage = noUsage,
  ref = { provider: 'gemini', id: 'stepwise' },
}: {
  readonly tries: readonly (readonly Step[])[];
  readonly clock: { now(): number; sleep(ms: number, signal: AbortSignal): Promise<void> };
  readonly usage?: Usage;
  readonly ref?: ModelRef;
}): StepwiseModel {
  const log: { at: number; signal: AbortSignal; ended: () => boolean }[] = [];
  return {
    ref,
    capabilities: capabilitiesOf(ref),
    tries: log,
    async *stream(_request, signal) {
      const steps = tries[log.length];
      if (steps === undefined) throw new Error(`The test scripted ${tries.length} tries, and another one was begun.`);
      let ended = false;
      log.push({ at: clock.now(), signal, ended: () => ended });
      try {
        let text = '';
        for (const step of steps) {
          signal.throwIfAborted();
          if (step === 'HANG') await clock.sleep(1e12, signal);
          else if (step === 'DEAF') await new Promise<never>(() => {});
          else if (typeof step === 'string') {
            text += step;
            yield { type: 'text', text: step };
          } else if ('pauseMs' in step) await clock.sleep(step.pauseMs, signal);
          else throw step;
        }
        yield { type: 'done', reply: { text, finish: { kind: 'stop', code: 'STOP' }, usage }, cached: false };
      } finally {
        ended = true;
      }
    },
  };
}

export function aRequest(change: Partial<ModelRequest> = {}): ModelRequest {
  return {
    purpose: 'test-connection',
    subject: { greeting: 'Hello' },
    prompt: userPrompt('Say hello.'),
    settings: {},
    reply: { type: 'text' },
    cache: 'fresh',
    ...change,
    // A purpose and its subject go together, which a spread forgets.
  } as ModelRequest;
}

import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { ModelEvent } from '../../core/model/language-model';
import type { ModelRef } from '../../core/model/model-ref';
import type { Usage } from '../../core/model/reply';
import type { SingleRequest } from '../each-request';
import type { PolicedModel, PricedRequest } from './policed-model';

/** How somebody asks who wants to be told of waits. */
export interface Asking {
  readonly signal: AbortSignal;
  readonly onEvent: (event: ModelEvent) => void;
}

/** A request that is answered all at once, by something else than text: vectors, a score, tokens. */
export interface WholeRequest extends PricedRequest {
  readonly ask: (signal: AbortSignal) => Promise<Usage>;
}

/** Lets such requests through the policy of language models: each is a stream whose one event is that it is done. */
export function wholeCalls(ref: ModelRef): PolicedModel<WholeRequest> {
  return {
    ref,
    capabilities: capabilitiesOf(ref),
    async *stream({ ask }, signal) {
      const reply = { text: '', finish: { kind: 'stop', code: 'STOP' }, usage: await ask(signal) } as const;
      yield { type: 'done', reply, cached: false };
    },
  };
}

/** The answer of one, however often it was tried. */
export async function askWhole<T>(
  policed: PolicedModel<WholeRequest>,
  { prompt, outputTokens, ask }: SingleRequest<T>,
  { signal, onEvent }: Asking,
): Promise<T> {
  let came: { readonly answer: T } | undefined;
  const request: WholeRequest = {
    prompt,
    settings: { maxOutputTokens: outputTokens },
    async ask(own) {
      const { answer, usage } = await ask(own);
      came = { answer };
      return usage;
    },
  };
  for await (const event of policed.stream(request, signal)) onEvent(event);
  if (came === undefined) throw new Error('Expected an answer at the end of a call, and there is none.');
  return came.answer;
}

/** Several at once, in order; when one fails, the others need not be paid. */
export async function askParts<Part, T>(
  parts: readonly Part[],
  ask: (part: Part, signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<readonly T[]> {
  signal.throwIfAborted();
  const failed = new AbortController();
  const each = AbortSignal.any([signal, failed.signal]);
  try {
    return await Promise.all(parts.map((part) => ask(part, each)));
  } catch (error) {
    failed.abort(error);
    throw error;
  }
}

export function inParts<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

import type { Capabilities } from '../core/model/capabilities';
import type { LanguageModel, ModelEvent } from '../core/model/language-model';
import type { ModelRef } from '../core/model/model-ref';
import type { ModelRequest } from '../core/model/model-request';
import { noUsage } from '../core/model/reply';
import { settingNames } from '../core/model/sampling-settings';

/** What a scripted model does on a call. A string is an answer in one piece. */
export type ScriptedReply =
  | string
  /** An answer that comes in pieces. */
  | { readonly pieces: readonly string[] }
  /** Events as they are, `done` included if there is to be one. */
  | { readonly events: readonly ModelEvent[] }
  /** Fails after the pieces. */
  | { readonly fails: unknown; readonly pieces?: readonly string[] }
  /** An answer in one piece that comes when the test lets it. */
  | { readonly comes: Promise<string> }
  /** Sends the pieces, then waits until it is aborted; `deaf` waits for ever, as a broken model would. */
  | { readonly waits: 'for-abort' | 'deaf'; readonly pieces?: readonly string[] };

export interface ScriptedModel extends LanguageModel {
  /** Every request so far, in order. */
  readonly requests: readonly ModelRequest[];
  /** The signals of these requests. */
  readonly signals: readonly AbortSignal[];
}

export interface Script {
  /** In order of calls, or chosen by the request. A call beyond the last fails the test. */
  readonly replies: readonly ScriptedReply[] | ((request: ModelRequest, call: number) => ScriptedReply);
  readonly ref?: ModelRef;
  readonly capabilities?: Partial<Capabilities>;
}

/** A language model that answers by script and remembers what it was asked. */
export function scriptedModel({ replies, ref = { provider: 'practice' }, capabilities }: Script): ScriptedModel {
  const requests: ModelRequest[] = [];
  const signals: AbortSignal[] = [];

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    signal.throwIfAborted();
    const call = requests.length;
    requests.push(request);
    signals.push(signal);
    const reply = typeof replies === 'function' ? replies(request, call) : replies[call];
    if (reply === undefined) throw new Error(`The script has ${replies.length} replies, and this is call ${call + 1}.`);
    yield* play(reply, signal);
  }

  return { ref, capabilities: { ...everything, ...capabilities }, stream, requests, signals };
}

/** The event that ends an answer. */
export function doneEvent(text: string): ModelEvent {
  return { type: 'done', reply: { text, finish: { kind: 'stop', code: 'STOP' }, usage: noUsage }, cached: false };
}

const everything: Capabilities = {
  settings: Object.fromEntries(settingNames.map((name) => [name, true])) as Capabilities['settings'], // every name is listed
  images: true,
  replySchema: 'constrained',
  choices: 'A script has no probabilities of its own.',
  thinking: { levels: [], why: 'A script does not think.' },
};

async function* play(reply: ScriptedReply, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  if (typeof reply === 'string') {
    yield* play({ pieces: [reply] }, signal);
    return;
  }
  if ('comes' in reply) {
    yield* play(await reply.comes, signal);
    return;
  }
  if ('events' in reply) {
    yield* reply.events;
    return;
  }
  for (const text of reply.pieces ?? []) {
    signal.throwIfAborted();
    yield { type: 'text', text };
  }
  if ('fails' in reply) throw reply.fails;
  if ('waits' in reply) {
    await abortOf(reply.waits === 'deaf' ? new AbortController().signal : signal);
    throw signal.reason;
  }
  yield doneEvent(reply.pieces.join(''));
}

function abortOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

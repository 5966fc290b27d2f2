import { estimateTokens } from '../../core/calls/estimate-tokens';
import { orAbort } from '../../core/model/abort';
import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import { promptText } from '../../core/model/model-prompt';
import type { ModelRef } from '../../core/model/model-ref';
import type { ModelRequest } from '../../core/model/model-request';
import type { Reply } from '../../core/model/reply';
import { type FromPage, idOf, notUnderstood, type Port, readFromPage } from './browser-model-protocol';
import { questionOf } from './question';

const ref: ModelRef = { provider: 'browser' };

/** The worker's side: the browser's model, as the page at the other end of `port` answers for it. Call it once for each port. */
export function browserLanguageModel(port: Port): LanguageModel {
  const calls = new Map<string, Inbox>();
  let asked = 0;

  port.addEventListener('message', ({ data }) => {
    const message = readFromPage(data);
    const id = message?.id ?? idOf(data);
    if (id !== undefined) calls.get(id)?.put(message ?? { type: 'failed', id, error: notUnderstood });
  });
  port.start?.();

  return {
    ref,
    capabilities: capabilitiesOf(ref),
    async *stream(request, signal): AsyncGenerator<ModelEvent> {
      signal.throwIfAborted();
      const question = questionOf(request);
      asked += 1;
      const id = String(asked);
      const inbox = createInbox();
      calls.set(id, inbox);
      let text = '';
      let ended = false;
      try {
        port.postMessage({ type: 'ask', id, ...question });
        while (true) {
          const message = await orAbort(inbox.take(), signal);
          ended = message.type !== 'text';
          switch (message.type) {
            case 'text':
              text += message.text;
              yield { type: 'text', text: message.text };
              break;
            case 'failed':
              throw new ModelError({ ...message.error, partialText: text });
            case 'done':
              yield { type: 'done', reply: replyOf(text, request), cached: false };
              return;
          }
        }
      } finally {
        calls.delete(id);
        if (!ended) port.postMessage({ type: 'stop', id });
      }
    },
  };
}

function replyOf(text: string, request: ModelRequest): Reply {
  if (text.trim() === '') {
    throw new ModelError({
      kind: 'empty',
      code: 'NO_TEXT',
      message: "The browser's built-in model ended without a word. Run it again, or choose another model in Settings.",
    });
  }
  const usage = {
    inputTokens: estimateTokens(promptText(request.prompt)),
    outputTokens: estimateTokens(text),
    thoughtTokens: 0,
    estimated: true,
  };
  return { text, finish: { kind: 'stop', code: 'STOP' }, usage };
}

/** Messages of one call, in order, for a reader who may come before or after them. */
interface Inbox {
  put(message: FromPage): void;
  /** One at a time. */
  take(): Promise<FromPage>;
}

function createInbox(): Inbox {
  const waiting: FromPage[] = [];
  let hand: ((message: FromPage) => void) | undefined;
  return {
    put(message) {
      const taker = hand;
      hand = undefined;
      if (taker === undefined) waiting.push(message);
      else taker(message);
    },
    take: () =>
      new Promise((resolve) => {
        const message = waiting.shift();
        if (message === undefined) hand = resolve;
        else resolve(message);
      }),
  };
}

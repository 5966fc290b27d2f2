import { cuttable } from '../../core/model/abort';
import { cutByApp, longestReply } from '../../core/model/greatest-reply';
import type { DoneEvent, ModelEvent } from '../../core/model/language-model';
import type { Reply } from '../../core/model/reply';
import type { PolicedModel, PricedRequest } from './policed-model';
import { estimateUsage } from './token-estimate';

/**
 * Ends an answer that does not end by itself: a model that repeats itself may go on until its service stops it, each word paid for. The
 * call is aborted, and what came until then is the reply, with the finish `cutByApp`.
 */
export function withGreatestLength<R extends PricedRequest>(
  model: PolicedModel<R>,
  { most = longestReply }: { readonly most?: number } = {},
): PolicedModel<R> {
  return {
    ref: model.ref,
    capabilities: model.capabilities,
    async *stream(request, signal): AsyncGenerator<ModelEvent> {
      signal.throwIfAborted();
      const line = cuttable(signal);
      const events = model.stream(request, line.signal)[Symbol.asyncIterator]();
      const pieces: string[] = [];
      let length = 0;
      let isOpen = true;
      let isWhole = false;
      try {
        while (true) {
          const next = await events.next();
          isOpen = next.done !== true;
          if (next.done === true) return;
          const event = next.value;
          if (event.type === 'text') {
            const text = start(event.text, most - length);
            pieces.push(text);
            length += text.length;
            yield { ...event, text };
            if (text.length < event.text.length) {
              yield ended(request, pieces.join(''));
              return;
            }
            continue;
          }
          if (event.type === 'restart') {
            pieces.length = 0;
            length = 0;
          }
          isWhole = event.type === 'done';
          yield event.type === 'done' ? { ...event, reply: within(event.reply, most) } : event;
        }
      } finally {
        line.release();
        if (isOpen) {
          // Of a whole answer there is no rest, and an abort is dear.
          if (!isWhole) line.cut(new DOMException('The rest of the answer is not wanted.', 'AbortError'));
          // Not awaited: a model may be slow to notice.
          void Promise.resolve(events.return?.()).catch(() => {});
        }
      }
    },
  };
}

function ended(request: PricedRequest, text: string): DoneEvent {
  return { type: 'done', cached: false, reply: { text, finish: cutByApp, usage: estimateUsage(request, text) } };
}

/** An answer that came in one piece is paid for; it is cut nevertheless, and its figures for each token go with the rest. */
function within(reply: Reply, most: number): Reply {
  const text = start(reply.text, most);
  if (text.length === reply.text.length) return reply;
  const { tokens: _, ...rest } = reply;
  return { ...rest, text, finish: cutByApp };
}

/** At most so many units, and no half of a pair. */
function start(text: string, most: number): string {
  if (text.length <= most) return text;
  const isPair = /[\uD800-\uDBFF]/.test(text.charAt(most - 1));
  return text.slice(0, isPair ? most - 1 : most);
}

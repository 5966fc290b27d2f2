import type { SetTimer } from '../../core/effects';
import { askSession } from './ask-session';
import { browserModelAvailability } from './availability';
import { type FromPage, idOf, notUnderstood, type Port, readToPage, type ToPage } from './browser-model-protocol';
import { failureOf, notThere } from './failures';
import { promptApiOf } from './prompt-api';

/**
 * The page's side: answers what the models worker asks over `port` with the browser's own model, which no worker has. `scope` is the
 * window; it is looked at anew for each question, since a browser may have downloaded its model in the meantime.
 */
export function serveBrowserModel({
  scope,
  port,
  setTimer,
}: {
  readonly scope: object;
  readonly port: Port;
  readonly setTimer: SetTimer;
}): void {
  const underWay = new Map<string, AbortController>();
  const send = (message: FromPage) => port.postMessage(message);

  async function answer({ id, ...question }: Extract<ToPage, { type: 'ask' }>): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    underWay.set(id, controller);
    try {
      const availability = await browserModelAvailability(scope, { setTimer });
      const api = promptApiOf(scope);
      if (availability !== 'available' || api === undefined) {
        throw notThere(availability === 'available' ? 'absent' : availability);
      }
      if (signal.aborted) return;
      for await (const text of askSession(api, { question, signal })) {
        if (signal.aborted) return;
        send({ type: 'text', id, text });
      }
      send({ type: 'done', id });
    } catch (error) {
      if (!signal.aborted) send({ type: 'failed', id, error: failureOf(error).data });
    } finally {
      underWay.delete(id);
    }
  }

  port.addEventListener('message', ({ data }) => {
    const message = readToPage(data);
    const id = idOf(data);
    if (message?.type === 'ask') void answer(message);
    else if (message?.type === 'stop')
      underWay.get(message.id)?.abort(new DOMException('The call was stopped.', 'AbortError'));
    else if (id !== undefined) send({ type: 'failed', id, error: notUnderstood });
  });
  port.start?.();
}

import { LocalModelError, type LocalModelErrorData } from '../../core/local/local-model-error';
import type { DownloadEvent, LocalModelsPort, VerifyEvent } from '../../core/local/local-models-port';
import type { Endpoint } from '../models-protocol';
import { type FromLocalModels, readToLocalModels, type ToLocalModels } from './local-models-protocol';

/** Answers a client from a port that does the work. */
export function serveLocalModels(client: Endpoint, port: LocalModelsPort): void {
  const underWay = new Map<string, AbortController>();
  const send = (message: FromLocalModels) => client.postMessage(message);
  port.onChange((change) => send({ type: 'changed', change }));

  /** Nothing is sent after an abort: nobody waits for it. */
  async function underAbort(id: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const controller = new AbortController();
    underWay.set(id, controller);
    try {
      await work(controller.signal);
      if (!controller.signal.aborted) send({ type: 'ended', id });
    } catch (error) {
      if (!controller.signal.aborted) send({ type: 'failed', id, error: toData(error) });
    } finally {
      underWay.delete(id);
    }
  }

  function tellAll(id: string, events: (signal: AbortSignal) => AsyncIterable<DownloadEvent | VerifyEvent>): void {
    void underAbort(id, async (signal) => {
      for await (const event of events(signal)) if (!signal.aborted) send({ type: 'event', id, event });
    });
  }

  function receive(message: ToLocalModels): void {
    const { type } = message;
    switch (type) {
      case 'stored':
        void underAbort(message.id, async () => send({ type: 'listed', id: message.id, stored: await port.stored() }));
        return;
      case 'download':
        tellAll(message.id, (signal) => port.download(message.model, { backend: message.backend, signal }));
        return;
      case 'import-folder':
        tellAll(message.id, (signal) =>
          port.importFolder(message.model, message.files, { backend: message.backend, signal }),
        );
        return;
      case 'verify':
        tellAll(message.id, (signal) => port.verify(message.modelId, signal));
        return;
      case 'remove':
        void underAbort(message.id, () => port.remove(message.modelId));
        return;
      case 'abort':
        underWay.get(message.id)?.abort(new DOMException('The page called it off.', 'AbortError'));
        return;
      case 'ping':
        send({ type: 'pong' });
    }
  }

  client.addEventListener('message', ({ data }) => {
    const message = readToLocalModels(data);
    const id = idOf(data);
    if (message !== undefined) receive(message);
    else if (id !== undefined) send({ type: 'failed', id, error: unreadableMessage });
  });
  client.start?.();
}

const unreadableMessage: LocalModelErrorData = {
  kind: 'internal',
  message:
    'The page and the worker that keeps local models do not understand each other: they may be of different versions. Reload the page.',
};

function toData(error: unknown): LocalModelErrorData {
  if (error instanceof LocalModelError) return error.data;
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    kind: 'internal',
    message: `This failed by a fault of this app (${said}). Try it again; if it happens again, report it. Files that are whole are kept.`,
  };
}

function idOf(data: unknown): string | undefined {
  return typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'string' ? data.id : undefined;
}

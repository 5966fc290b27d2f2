import type { SetTimer } from '../../core/effects';
import type { LocalModelsPort } from '../../core/local/local-models-port';
import type { Endpoint } from '../rpc/protocol';
import { type Answering, serve } from '../rpc/serve';
import { localModelErrors } from './local-model-errors';
import type { LocalModelsMethods } from './local-models-protocol';

/** Answers a client from a port that does the work. */
export function serveLocalModels(
  client: Endpoint,
  port: LocalModelsPort,
  { setTimer }: { readonly setTimer: SetTimer },
): void {
  serve<LocalModelsMethods>(
    client,
    {
      stored: () => port.stored(),
      download: ({ model, backend }, answering) =>
        toldOf(port.download(model, { backend, signal: answering.signal }), answering),
      'import-folder': ({ model, files, backend }, answering) =>
        toldOf(port.importFolder(model, files, { backend, signal: answering.signal }), answering),
      verify: (id, answering) => toldOf(port.verify(id, answering.signal), answering),
      async remove(id) {
        await port.remove(id);
        return null;
      },
      changes: (_, { tell }) => {
        port.onChange(tell);
        return new Promise<never>(() => {});
      },
    },
    { errors: localModelErrors, setTimer },
  );
}

async function toldOf<Event>(events: AsyncIterable<Event>, { tell }: Answering<Event>): Promise<null> {
  for await (const event of events) tell(event);
  return null;
}

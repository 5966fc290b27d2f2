import type { EngineState } from '../core/model/engine-state';
import { isLocal, type ModelRef } from '../core/model/model-ref';
import { type Patience, usualPatience } from './rpc/heartbeat';

/** Reading weights, compiling shaders or a grammar can hold up the thread of a worker that is quite well. */
const atTheGpu: Patience = { beats: 60, words: 'two minutes' };

/** How long the models worker may be silent. `running`: the models of the calls under way, as far as the page has heard of them. */
export function modelsPatience(
  { engine: { chat, embedding }, running }: { readonly engine: EngineState; readonly running: Iterable<ModelRef> },
  everHeard: boolean,
): Patience {
  if (chat.status === 'loading' || embedding.status === 'loading') return atTheGpu;
  // Nobody tells the page of embedding calls: one may be under way wherever the model for it is loaded.
  if (embedding.status === 'loaded') return atTheGpu;
  for (const ref of running) if (isLocal(ref)) return atTheGpu;
  return usualPatience(everHeard);
}

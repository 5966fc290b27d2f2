import type { Capabilities } from './capabilities';
import type { ModelRef } from './model-ref';
import { rowOf } from './provider-table';

/**
 * What a model honours, known without asking it: the page greys out controls before any worker or SDK is loaded, and the
 * providers send only what is honoured.
 */
export function capabilitiesOf(ref: ModelRef): Capabilities {
  return rowOf(ref.provider).capabilities('id' in ref ? ref.id : '');
}

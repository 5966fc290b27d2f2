import type { DeviceReport } from './device-report';
import {
  type LocalModel,
  type ModelBackend,
  modelBackends,
  type StoredModel,
  storedBytes,
  totalBytes,
} from './local-model';
import { billionsOf, quantisationCodeOf } from './model-words';

/** Bytes. */
export interface SizeRange {
  readonly least: number;
  readonly most: number;
}

/**
 * What is still to be fetched: exact once the model's lists were read, before that between bounds; null: nothing is known. At most the
 * memory that it takes, since the weights are a part of it; at least what its number of parameters takes at its precision.
 */
export function bytesToFetch(model: LocalModel, stored: StoredModel | null): SizeRange | null {
  const here = stored === null ? 0 : storedBytes(stored);
  const total = stored === null ? null : totalBytes(stored);
  if (total !== null) return { least: total - here, most: total - here };
  if (model.memoryBytes === null) return null;
  const least = Math.min(weightsAtLeast(model.id) ?? model.memoryBytes * leastShareOfMemory, model.memoryBytes);
  return { least: Math.max(0, least - here), most: Math.max(0, model.memoryBytes - here) };
}

export function freeBytes({ storage }: Pick<DeviceReport, 'storage'>): number | null {
  return storage === null ? null : Math.max(0, storage.quota - storage.usage);
}

/**
 * Chrome reports 10 GiB beyond what is used, or the size of a smaller disk, so as not to tell private windows apart; Firefox grants 10 GiB
 * before it is asked to persist. So this many, or more, says only "at least". Sources: Chrome status "Predictable reported storage
 * quota"; MDN "Storage quotas and eviction criteria".
 */
export const vagueFreeBytes = 10 * 1024 ** 3;

/** The place that was chosen, or the best one that this browser has; null: it has none. */
export function backendFor({ backends }: Pick<DeviceReport, 'backends'>, wanted: ModelBackend): ModelBackend | null {
  return backends[wanted] ? wanted : (modelBackends.find((backend) => backends[backend]) ?? null);
}

/** The smallest share of its memory that a model of WebLLM's list has as weights: an embedding model with room for 32 texts. */
const leastShareOfMemory = 1 / 10;

/** Names round the number of parameters to either side, down more often than up: a twentieth less is safe. Null where it is not named. */
function weightsAtLeast(id: string): number | null {
  const billions = billionsOf(id);
  const [, weights, arithmetic] = /^q(\d+)f(\d+)/i.exec(quantisationCodeOf(id) ?? '') ?? [];
  if (billions === null || weights === undefined) return null;
  const bits = Number(weights === '0' ? arithmetic : weights);
  return billions * 1e9 * (bits / 8) * 0.95;
}

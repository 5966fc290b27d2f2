import type { LocalModel } from '../../../core/local/local-model';
import type { SaidCaution } from '../../../core/local/preflight';
import {
  type Caution,
  cautionsOf,
  type Refusal,
  refusalOf,
  type Surroundings,
} from '../../../core/local/preflight-checks';
import { cautionWords } from '../../../core/local/preflight-words';

/** What keeps every model from running here, in few words for each row; null where the reason is one of this model. */
export function deviceReason({ kind }: Refusal): string | null {
  switch (kind) {
    case 'insecure':
      return 'the page is not a secure one.';
    case 'no-webgpu':
      return 'this browser has no WebGPU.';
    case 'no-adapter':
      return 'no GPU was found.';
    case 'no-storage':
      return 'this browser gives the page no storage.';
    case 'missing-feature':
    case 'limit':
    case 'memory':
    case 'space':
      return null;
  }
}

/** True of every model that would be downloaded here: said once above the list, and not in each row. */
export function isDeviceCaution({ kind }: Caution): boolean {
  switch (kind) {
    case 'software':
    case 'private-window':
    case 'backend':
      return true;
    case 'memory':
    case 'space':
      return false;
  }
}

/** What is true of all models that can run here, as the first of them says that is not here yet: one that is here needs no storage. */
export function deviceCautions(models: readonly LocalModel[], surroundings: Surroundings): readonly SaidCaution[] {
  const running = models.filter((model) => refusalOf(model, surroundings) === null);
  const isHere = ({ id }: LocalModel) =>
    surroundings.stored.some(({ model, state }) => model.id === id && state === 'ready');
  const one = running.find((model) => !isHere(model)) ?? running[0];
  if (one === undefined) return [];
  return cautionsOf(one, surroundings)
    .filter(isDeviceCaution)
    .map((caution) => ({ caution, words: cautionWords(caution) }));
}

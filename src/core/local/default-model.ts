import type { LocalModel } from './local-model';
import { cautionsOf, refusalOf, type Surroundings } from './preflight-checks';

/** The Gemmas that answer best, best first. */
export const gemmasInOrder: readonly string[] = [
  'gemma-4-E2B-it-q4f16_1-MLC',
  'gemma-4-E2B-it-q4f32_1-MLC',
  'gemma-2-2b-it-q4f16_1-MLC',
  'gemma-2-2b-it-q4f32_1-MLC',
  'gemma3-1b-it-q4f16_1-MLC',
];

/**
 * The best Gemma that runs here, before others one that needs no caution of memory or space; on a processor instead of a GPU the smallest
 * that runs, since nobody waits for more. Null: none runs here.
 */
export function defaultModel(models: readonly LocalModel[], surroundings: Surroundings): LocalModel | null {
  const running = gemmasInOrder
    .flatMap((id) => models.find((model) => model.id === id) ?? [])
    .filter((model) => refusalOf(model, surroundings) === null);
  const { gpu } = surroundings.device;
  if (gpu.status === 'adapter' && gpu.fallback) return smallest(running);
  return running.find((model) => isAtEase(model, surroundings)) ?? smallest(running);
}

export function smallest(models: readonly LocalModel[]): LocalModel | null {
  return models.toSorted((one, other) => memoryOf(one) - memoryOf(other))[0] ?? null;
}

function isAtEase(model: LocalModel, surroundings: Surroundings): boolean {
  return !cautionsOf(model, surroundings).some(({ kind }) => kind === 'memory' || kind === 'space');
}

function memoryOf({ memoryBytes }: LocalModel): number {
  return memoryBytes ?? Number.POSITIVE_INFINITY;
}

import type { LocalModel } from './local-model';

/** WebLLM’s own list, in its order; a chunk of its own. `src/providers/webllm/prebuilt-list.test.ts` makes and checks it. */
export async function loadPrebuiltModels(): Promise<readonly LocalModel[]> {
  const { default: models } = await import('./prebuilt-models.json');
  // TypeScript widens the words of a JSON file; the test reads every one of them with the schema.
  return models as readonly LocalModel[];
}

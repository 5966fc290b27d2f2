import type { BrowserContext } from 'playwright/test';
import { modelDirectory } from '../model-host/model-directory.mjs';

/** WebLLM's own list names these hosts; nobody is asked there in a test. */
const weights = 'https://huggingface.co/mlc-ai/';
const libraries = 'https://raw.githubusercontent.com/mlc-ai/';

/**
 * Answers for the hosts of WebLLM's list with a made-up embedding model, whatever its name: the folder of a repository is below
 * `resolve/main/`, as there. Returns what was asked for.
 */
export async function giveHubOfEmbeddingModels(context: BrowserContext): Promise<readonly string[]> {
  const asked: string[] = [];
  const files = modelDirectory({ id: 'hub', kind: 'embedding', contextTokens: 512, shards: [40_000] });
  await context.route(
    (url) => url.href.startsWith(weights) || url.href.startsWith(libraries),
    async (route) => {
      const url = route.request().url();
      asked.push(url);
      const [, path = ''] = /\/resolve\/main\/(.+)$/.exec(url) ?? [];
      const body = files.get(url.startsWith(libraries) ? 'library.wasm' : path);
      const headers = { 'access-control-allow-origin': '*' };
      await route.fulfill(body === undefined ? { status: 404, headers } : { status: 200, headers, body });
    },
  );
  return asked;
}

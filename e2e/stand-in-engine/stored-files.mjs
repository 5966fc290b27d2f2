// @ts-check
/**
 * Reads a model the way that WebLLM does: every file by its address, through `caches`, and never from anywhere else. As there, the size of
 * a shard is looked at and its bytes are not.
 *
 * @typedef {import('../../src/providers/webllm/engine-port.ts').EngineRecord} EngineRecord
 */

/**
 * @param {Pick<EngineRecord, 'model' | 'model_lib'>} record
 * @param {(part: number, of: number) => void} onShard
 */
export async function readStoredModel({ model, model_lib }, onShard) {
  const config = JSON.parse(await (await cached('webllm/config', address(model, 'mlc-chat-config.json'))).text());
  const library = await (await cached('webllm/wasm', model_lib)).arrayBuffer();
  await WebAssembly.compile(library);
  const [tokenizer] = config.tokenizer_files;
  await cached('webllm/model', address(model, tokenizer));
  const list = JSON.parse(await (await cached('webllm/model', address(model, 'tensor-cache.json'))).text());
  for (const [at, { dataPath, nbytes }] of list.records.entries()) {
    const shard = await (await cached('webllm/model', address(model, dataPath))).blob();
    if (shard.size !== nbytes) throw failure('ExitStatus', 'Program terminated with exit(1)');
    onShard(at + 1, list.records.length);
  }
  return config;
}

/** @param {string} name @param {string} message */
export function failure(name, message) {
  return Object.assign(new Error(message), { name });
}

/** @param {string} folder @param {string} path */
function address(folder, path) {
  return new URL(path, folder).href;
}

/** @param {string} name @param {string} url */
async function cached(name, url) {
  const cache = await caches.open(name);
  const found = await cache.match(url);
  if (found !== undefined) return found;
  await cache.add(url);
  const added = await cache.match(url);
  if (added === undefined) throw failure('NetworkError', `Cannot fetch ${url}`);
  return added;
}

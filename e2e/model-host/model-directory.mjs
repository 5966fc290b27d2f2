// @ts-check
import { createHash } from 'node:crypto';

/**
 * A model directory as MLC compiles them, with made-up weights: what a manager of files needs, and nothing that an engine could run.
 *
 * @typedef {object} ModelShape
 * @property {string} id
 * @property {readonly number[]} [shards] Their sizes in bytes.
 * @property {'chat' | 'embedding'} [kind]
 * @property {number} [contextTokens]
 * @property {boolean} [oldList] Its list of weights is called `ndarray-cache.json`.
 * @property {boolean} [checksums] Whether the list has them; true unless said otherwise.
 *
 * @param {ModelShape} shape
 * @returns {ReadonlyMap<string, Buffer>} By path in the directory; the library is `library.wasm`.
 */
export function modelDirectory({
  id,
  shards = [300_000, 200_000, 100_000],
  kind = 'chat',
  contextTokens = 4096,
  oldList = false,
  checksums = true,
}) {
  const weights = shards.map((size, at) => ({ path: `params_shard_${at}.bin`, bytes: someBytes(size, `${id}/${at}`) }));
  const records = weights.map(({ path, bytes }, at) => ({
    dataPath: path,
    format: 'raw-shard',
    nbytes: bytes.byteLength,
    records: [
      {
        name: `layer.${at}`,
        shape: [bytes.byteLength],
        dtype: 'uint8',
        format: 'raw',
        nbytes: bytes.byteLength,
        byteOffset: 0,
      },
    ],
    ...(checksums ? { md5sum: createHash('md5').update(bytes).digest('hex') } : {}),
  }));
  const config = {
    version: '0.1.0',
    model_type: kind === 'embedding' ? 'bert' : 'gemma3_text',
    quantization: 'q4f32_1',
    context_window_size: contextTokens,
    tokenizer_files: ['tokenizer.json', 'tokenizer_config.json'],
    ...(kind === 'embedding' ? {} : { conv_template: gemmaTemplate }),
  };
  return new Map([
    ['mlc-chat-config.json', json(config)],
    [oldList ? 'ndarray-cache.json' : 'tensor-cache.json', json({ metadata: { ParamSize: records.length }, records })],
    ['tokenizer.json', json({ version: '1.0', model: { type: 'BPE', vocab: {}, merges: [] } })],
    ['library.wasm', emptyLibrary],
    ...weights.map(({ path, bytes }) => /** @type {const} */ ([path, bytes])),
  ]);
}

/** As Gemma's: it knows no system turns. */
const gemmaTemplate = {
  name: 'gemma3_instruction',
  system_template: '{system_message}',
  system_message: '',
  system_prefix_token_ids: [2],
  add_role_after_system_message: true,
  roles: { user: '<start_of_turn>user', assistant: '<start_of_turn>model' },
  role_templates: { user: '{user_message}', assistant: '{assistant_message}' },
  messages: [],
  seps: ['<end_of_turn>\n'],
  role_content_sep: '\n',
  role_empty_sep: '\n',
  stop_str: ['<end_of_turn>'],
  stop_token_ids: [1, 107],
};

/** A WebAssembly module without anything in it. */
const emptyLibrary = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);

/** @param {unknown} value */
function json(value) {
  return Buffer.from(JSON.stringify(value));
}

/** The same for the same seed, and nothing that a proxy could shorten. @param {number} size @param {string} seed */
function someBytes(size, seed) {
  return createHash('shake256', { outputLength: size }).update(seed).digest();
}

// @ts-check
import { answerOf, isSelfTest } from './answer.mjs';
import { standIn } from './plan.mjs';
import { failure, readStoredModel } from './stored-files.mjs';
import { createTokenizer, inTokens } from './tokenizer.mjs';

/**
 * In the place of WebLLM's `MLCEngine` in a browser test: it loads a model's files as that one does, and what it says is scripted. It is
 * as peculiar as that one: one call at a time, an interrupt ends the call that is under way, and a device that was lost takes the model
 * along.
 *
 * @typedef {import('../../src/providers/webllm/engine-port.ts').ChatRequest} ChatRequest
 * @typedef {import('../../src/providers/webllm/engine-port.ts').ChatChunk} ChatChunk
 * @typedef {import('../../src/providers/webllm/engine-port.ts').EngineRecord} EngineRecord
 * @typedef {{ progress: number, timeElapsed: number, text: string }} Progress
 * @typedef {{ tokenizer: ReturnType<typeof createTokenizer>, logitProcessor?: { processLogits(logits: Float32Array): Float32Array } }} Pipeline
 */

export class MLCEngine {
  /** @type {Map<string, Pipeline>} */
  loadedModelIdToPipeline = new Map();
  chat = { completions: { create: (/** @type {ChatRequest} */ request) => this.#answer(request) } };
  embeddings = {
    create: (/** @type {{ model: string, input: readonly (readonly number[])[] }} */ request) => this.#embed(request),
  };
  /** @type {readonly EngineRecord[]} */
  #records;
  /** @type {(progress: Progress) => void} */
  #report;
  #interrupted = false;
  /** @type {Promise<void>} */
  #free = Promise.resolve();

  /** @param {{ appConfig: { model_list: readonly EngineRecord[] }, initProgressCallback: (progress: Progress) => void }} config */
  constructor({ appConfig, initProgressCallback }) {
    this.#records = appConfig.model_list;
    this.#report = initProgressCallback;
  }

  /** @param {string} id */
  async reload(id) {
    const record = this.#records.find(({ model_id }) => model_id === id);
    if (record === undefined) throw failure('ModelNotFoundError', `Cannot find model record ${id}`);
    await requireGpu(record.required_features);
    this.#tell(0, 'Start to fetch params');
    await readStoredModel(record, (part, of) => this.#tell(part / of, `Loading model from cache[${part}/${of}]`));
    this.#tell(1, 'Loading GPU shader modules[1/1]');
    this.loadedModelIdToPipeline.set(id, { tokenizer: createTokenizer() });
    standIn().loads.push(id);
  }

  interruptGenerate() {
    this.#interrupted = true;
  }

  async unload() {
    this.loadedModelIdToPipeline.clear();
  }

  /** @param {number} progress @param {string} text */
  #tell(progress, text) {
    this.#report({ progress, timeElapsed: 0, text });
  }

  /** @param {ChatRequest} request @returns {Promise<AsyncGenerator<ChatChunk>>} */
  async #answer(request) {
    if (request.stream !== true) throw failure('Error', 'An interrupt of before would empty a call without stream.');
    await this.#free;
    const pipeline = this.#pipelineOf(request.model);
    const test = isSelfTest(request);
    if (test) standIn().selfTests += 1;
    else standIn().calls.push(structuredClone(request));
    this.#interrupted = false;
    /** @type {() => void} */
    let end = () => {};
    this.#free = new Promise((resolve) => {
      end = resolve;
    });
    return this.#stream({ request, pipeline, end, mayLose: !test });
  }

  /** @param {{ request: ChatRequest, pipeline: Pipeline, end: () => void, mayLose: boolean }} call @returns {AsyncGenerator<ChatChunk>} */
  async *#stream({ request, pipeline, end, mayLose }) {
    const { plan } = standIn();
    const tokens = answerOf(request, plan.computes ?? 'sense');
    const losing = mayLose && (plan.loseDevice ?? 0) > 0;
    if (losing) plan.loseDevice = (plan.loseDevice ?? 0) - 1;
    let written = 0;
    try {
      for (const { text, logprob, options } of tokens) {
        if (losing && written >= (plan.loseDeviceAfterTokens ?? 0)) this.#loseDevice();
        await new Promise((resolve) => setTimeout(resolve, plan.tokenDelayMs ?? 0));
        if (this.#interrupted) break;
        if (options !== undefined) showLogits(pipeline, options);
        written += 1;
        yield chunkOf(text, null, request.logprobs === true ? { content: [logprob] } : null);
      }
      const cut = written === request.max_tokens && written < tokens.length;
      yield chunkOf('', cut ? 'length' : 'stop', null);
      const prompt = inTokens(request.messages.map(({ content }) => content).join('\n')).length;
      yield { choices: [], usage: { prompt_tokens: prompt, completion_tokens: written } };
    } finally {
      end();
    }
  }

  /** @returns {never} */
  #loseDevice() {
    this.loadedModelIdToPipeline.clear();
    throw failure('ExitStatus', 'Program terminated with exit(1)');
  }

  /** @param {{ model: string, input: readonly (readonly number[])[] }} request */
  async #embed({ model, input }) {
    const { tokenizer } = this.#pipelineOf(model);
    standIn().embedded += input.length;
    return { data: input.map((tokens) => ({ embedding: vectorOf(tokenizer.decode(Int32Array.from(tokens))) })) };
  }

  /** @param {string} id */
  #pipelineOf(id) {
    const pipeline = this.loadedModelIdToPipeline.get(id);
    if (pipeline === undefined) throw failure('ModelNotLoadedError', `Model ${id} is not loaded.`);
    return pipeline;
  }
}

/** @param {readonly string[]} features */
async function requireGpu(features) {
  const adapter = await /** @type {{ gpu?: GPU }} */ (/** @type {unknown} */ (navigator)).gpu?.requestAdapter();
  if (adapter === undefined || adapter === null) throw failure('WebGPUNotFoundError', 'Cannot find WebGPU.');
  const missing = features.find((feature) => !adapter.features.has(feature));
  if (missing !== undefined) throw failure('FeatureSupportError', `This model requires feature ${missing}`);
}

/** @typedef {{ requestAdapter(): Promise<{ features: ReadonlySet<string> } | null> }} GPU */

/**
 * @param {string} content
 * @param {string | null} finish_reason
 * @param {import('../../src/providers/webllm/engine-port.ts').ChatChoice['logprobs']} logprobs
 * @returns {ChatChunk}
 */
function chunkOf(content, finish_reason, logprobs) {
  return { choices: [{ delta: { content }, finish_reason, logprobs: logprobs ?? null }] };
}

/**
 * The logits of a choice, for whoever watches: the grammar has forbidden everything else.
 * @param {Pipeline} pipeline
 * @param {readonly { token: string, logprob: number }[]} options
 */
function showLogits({ tokenizer, logitProcessor }, options) {
  if (logitProcessor === undefined) return;
  const places = options.map(({ token }) => tokenizer.encode(token)[0] ?? 0);
  const logits = new Float32Array(tokenizer.size()).fill(-3.4e38);
  options.forEach(({ logprob }, at) => {
    logits[places[at] ?? 0] = logprob;
  });
  logitProcessor.processLogits(logits);
}

const dimensions = 64;

/** Texts with common words get vectors in a common direction. @param {string} text */
function vectorOf(text) {
  const vector = Array.from({ length: dimensions }, () => 0.01);
  for (const word of text.toLowerCase().match(/\p{L}{3,}/gu) ?? []) {
    let place = 7;
    for (const sign of word) place = (place * 31 + (sign.codePointAt(0) ?? 0)) % dimensions;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  return vector;
}

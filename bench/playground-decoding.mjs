// @ts-check
import { loadSource } from './build.mjs';
import { median, percentile, plain } from './figures.mjs';

/** Gemma 3's vocabulary: the largest of the models in the list. */
const vocabulary = 262_144;
/** Of a model of 2 billion weights on a laptop's GPU; a faster one leaves less time for the rest. */
const stepMs = 20;

/**
 * The step that chooses a token, with everything that it can do, on the largest vocabulary; and Evaluate on a local model beside the same
 * steps of an engine that computes as long as a GPU does and nothing else. On a real GPU the copies of the vocabulary come on top of both.
 * @param {boolean} once
 * @returns {Promise<readonly import('./figures.mjs').Figure[]>}
 */
export async function decoding(once) {
  const { core } = await loadSource('bench/playground-core.ts');
  const logits = normalLogits(core.createRandom(1));
  return [...steps(core, logits, once ? 5 : 200), await evaluated(core, { logits, tokens: once ? 5 : 100 })];
}

/** @param {any} core @param {Float32Array} logits @param {number} rounds */
function steps(core, logits, rounds) {
  const cases = {
    'top P': { topP: 0.95 },
    'temperature, top K and top P': { temperature: 0.7, topK: 64, topP: 0.95 },
    'all tokens, bias and penalties': { temperature: 1.3, presencePenalty: 0.5, frequencyPenalty: 0.2 },
  };
  const own = { temperature: 1, topK: null, topP: 1, presencePenalty: 0, frequencyPenalty: 0 };
  return Object.entries(cases).map(([name, settings]) => {
    const decoder = core.createDecoder({
      rules: core.decodingRules({ settings, completion: { logitBias: [{ token: 5, bias: 2 }] } }, own),
      random: core.createRandom(2),
      endTokens: [1],
      promptTokens: [],
      prefixTokens: [],
      report: { alternatives: 20, asSampled: true },
    });
    for (let warm = 0; warm < rounds / 4; warm += 1) decoder.next(logits);
    const times = Array.from({ length: rounds }, () => timeOf(() => decoder.next(logits)));
    return {
      name: `Choose a token of 262,144 by ${name}`,
      value: median(times),
      unit: 'ms',
      budget: 3,
      note: `With 20 alternatives, rank, entropy, and as sampled. 95th percentile ${plain(percentile(times, 95))} ms.`,
    };
  });
}

/** @param {any} core @param {{ logits: Float32Array, tokens: number }} given */
async function evaluated(core, { logits, tokens }) {
  const { model, step } = core.scoringOf({ logits, stepMs });
  const score = (/** @type {number} */ count) =>
    model.score(
      {
        prompt: { turns: [{ role: 'user', parts: [{ type: 'text', text: 'The' }] }] },
        as: 'continuation',
        expected: '.'.repeat(count),
        alternatives: 5,
      },
      new AbortController().signal,
    );
  // Loads the model, and warms up.
  await score(5);
  const ours = await timeOfAsync(() => score(tokens));
  const bare = await timeOfAsync(async () => {
    for (let count = 0; count < tokens; count += 1) await step();
  });
  return {
    name: 'Evaluate on a local model, of the time of the engine’s own steps',
    value: ours / bare,
    unit: '×',
    // 0.8 of the engine's speed.
    budget: 1 / 0.8,
    note: `${tokens} tokens of a vocabulary of 262,144; a stand-in engine of ${stepMs} ms a step, no real GPU.`,
  };
}

/** As a language model's: a bell, and a few that stand out. @param {{ next(): number }} random */
function normalLogits(random) {
  const logits = Float32Array.from(
    { length: vocabulary },
    () => 3 * Math.sqrt(-2 * Math.log(random.next() + 1e-12)) * Math.cos(2 * Math.PI * random.next()),
  );
  for (let place = 0; place < 10; place += 1) logits[Math.floor(random.next() * vocabulary)] = 18 - place;
  return logits;
}

/** @param {() => unknown} run */
function timeOf(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** @param {() => Promise<unknown>} run */
async function timeOfAsync(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

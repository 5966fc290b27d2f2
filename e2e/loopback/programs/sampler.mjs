// @ts-check
import { end, likeliest, logitsAfter, logprobsAfter, textOf } from './token-model.mjs';

/**
 * @typedef {object} Sampling In the words that both programs mean the same by.
 * @property {number} most Tokens at most.
 * @property {number} temperature 0: the likeliest.
 * @property {number} topK 0: all.
 * @property {number} topP
 * @property {number} seed
 * @property {number} presence
 * @property {number} frequency
 * @property {number} repetition 1: none.
 * @property {'all' | 'own' | 'by-kind'} covers What penalties count: the prompt too; the completion; only the multiplicative one the prompt.
 * @property {ReadonlyMap<number, number>} bias
 * @property {number} minTokens Before so many neither an end nor a stop sequence.
 * @property {boolean} ignoreEnd
 * @property {readonly string[]} stop
 *
 * @typedef {{ id: number, logprobs: Float64Array }} Step
 * @typedef {{ steps: readonly Step[], text: string, finish: 'end' | 'stop' | 'length' }} Generated
 */

/** @type {Sampling} */
export const plainSampling = {
  most: 16,
  temperature: 1,
  topK: 0,
  topP: 1,
  seed: 7,
  presence: 0,
  frequency: 0,
  repetition: 1,
  covers: 'own',
  bias: new Map(),
  minTokens: 0,
  ignoreEnd: false,
  stop: [],
};

/** @param {readonly number[]} prompt @param {Sampling} sampling @returns {Generated} */
export function generate(prompt, sampling) {
  /** @type {Step[]} */
  const steps = [];
  /** @type {number[]} */
  const own = [];
  const random = randomOf(sampling.seed);
  while (own.length < sampling.most) {
    const ids = [...prompt, ...own];
    const logits = bent(ids, { prompt, own, sampling });
    const id = draw(logits, sampling, random);
    steps.push({ id, logprobs: logprobsAfter(ids) });
    if (id === end && !sampling.ignoreEnd) return { steps, text: textOf(own), finish: 'end' };
    own.push(id);
    const text = textOf(own);
    const cut = own.length < sampling.minTokens ? -1 : firstOf(text, sampling.stop);
    if (cut >= 0) return { steps, text: text.slice(0, cut), finish: 'stop' };
  }
  return { steps, text: textOf(own), finish: 'length' };
}

/**
 * @param {readonly number[]} ids
 * @param {{ prompt: readonly number[], own: readonly number[], sampling: Sampling }} given
 */
function bent(ids, { prompt, own, sampling }) {
  const { presence, frequency, repetition, covers, bias, minTokens, ignoreEnd } = sampling;
  const logits = logitsAfter(ids);
  for (const [id, added] of bias) logits[id] = (logits[id] ?? 0) + added;
  for (const id of new Set(covers === 'own' ? own : [...prompt, ...own])) {
    const logit = logits[id] ?? 0;
    logits[id] = logit > 0 ? logit / repetition : logit * repetition;
  }
  const counted = covers === 'all' ? [...prompt, ...own] : own;
  for (const id of new Set(counted)) {
    const count = counted.filter((one) => one === id).length;
    logits[id] = (logits[id] ?? 0) - presence - frequency * count;
  }
  if (ignoreEnd || own.length < minTokens) logits[end] = Number.NEGATIVE_INFINITY;
  return logits;
}

/** @param {Float64Array} logits @param {Sampling} sampling @param {() => number} random */
function draw(logits, { temperature, topK, topP }, random) {
  if (temperature <= 0) return likeliest(logits, 1)[0] ?? end;
  const heated = logits.map((logit) => logit / temperature);
  const order = likeliest(heated, topK > 0 ? topK : heated.length);
  const most = heated[order[0] ?? 0] ?? 0;
  const weights = order.map((id) => Math.exp((heated[id] ?? 0) - most));
  const kept = nucleus(weights, topP);
  let left = random() * kept.reduce((sum, weight) => sum + weight, 0);
  for (const [at, weight] of kept.entries()) {
    left -= weight;
    if (left <= 0) return order[at] ?? end;
  }
  return order[kept.length - 1] ?? end;
}

/** @param {readonly number[]} weights @param {number} topP */
function nucleus(weights, topP) {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const last = weights.findIndex((weight) => {
    sum += weight / all;
    return sum >= topP;
  });
  return last === -1 ? weights : weights.slice(0, last + 1);
}

/** @param {string} text @param {readonly string[]} stop */
function firstOf(text, stop) {
  const places = stop.map((one) => text.indexOf(one)).filter((at) => at >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}

/** Mulberry32. @param {number} seed */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

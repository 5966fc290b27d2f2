// @ts-check
/**
 * What a test may ask of the stand-in engine, and what it may look at afterwards: `globalThis.standIn` of the models worker, which
 * Playwright reaches and nothing of the product knows.
 *
 * @typedef {object} Plan
 * @property {'sense' | 'no-numbers' | 'babble'} [computes] `no-numbers`: NaN, as of a shard with wrong bytes; `babble`: surely, and one
 *   word over and over, as of broken shaders.
 * @property {number} [tokenDelayMs] Before each token.
 * @property {number} [loseDevice] In so many of the next calls the device is lost, before the first token.
 * @property {number} [loseDeviceAfterTokens] As many tokens come before it is lost; 0 unless said otherwise.
 *
 * @typedef {import('../../src/providers/webllm/engine-port.ts').ChatRequest} ChatRequest
 *
 * @typedef {object} StandIn
 * @property {Plan} plan Read at each step: it may be changed at any time.
 * @property {ChatRequest[]} calls Self-tests are none.
 * @property {string[]} loads Ids of models, one for each time that one was loaded.
 * @property {number} selfTests
 * @property {number} embedded Texts, those of self-tests included.
 */

/** @param {Plan} plan @returns {StandIn} */
export function startPlan(plan) {
  /** @type {StandIn} */
  const standIn = { plan, calls: [], loads: [], selfTests: 0, embedded: 0 };
  Object.assign(globalThis, { standIn });
  return standIn;
}

/** @returns {StandIn} */
export function standIn() {
  // Whoever fetched the engine has started it.
  return /** @type {{ standIn: StandIn }} */ (/** @type {unknown} */ (globalThis)).standIn;
}

// @ts-check
import { hash } from './embeddings.mjs';
import { overloaded, quotaPerMinute } from './error-bodies.mjs';
import { chances } from './label-brain.mjs';
import { answerBlocked, cut, noContent, promptBlocked } from './plans.mjs';

/**
 * A share of the calls that fail, chosen by their prompt and a seed, so that it does not matter which of several comes first. What
 * passes (429, 503, a cut stream) fails at the first try of a prompt; what does not (blocked, empty) at each.
 *
 * @typedef {'rate-limit' | 'overloaded' | 'cut' | 'prompt-blocked' | 'answer-blocked' | 'empty'} FaultKind
 * @typedef {object} Faults
 * @property {number} share From 0 to 1.
 * @property {number} [seed]
 * @property {readonly FaultKind[]} [kinds] All of them unless said otherwise.
 */

/** @type {Readonly<Record<FaultKind, { passes: boolean, plan: () => import('./plans.mjs').Plan }>>} */
const faults = {
  'rate-limit': { passes: true, plan: () => quotaPerMinute({ retryDelay: '0.2s' }) },
  overloaded: { passes: true, plan: overloaded },
  cut: { passes: true, plan: () => cut('{"la') },
  'prompt-blocked': { passes: false, plan: () => promptBlocked() },
  'answer-blocked': { passes: false, plan: () => answerBlocked() },
  empty: { passes: false, plan: () => noContent() },
};

/** @type {readonly FaultKind[]} */
export const faultKinds = ['rate-limit', 'overloaded', 'cut', 'prompt-blocked', 'answer-blocked', 'empty'];

/**
 * @param {Faults} given
 * @returns {(promptText: string) => import('./plans.mjs').Plan | undefined}
 */
export function faultPlan({ share, seed = 1, kinds = faultKinds }) {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`Expected a share of failing calls from 0 to 1, got ${share}.`);
  /** @type {Set<number>} */
  const failedOnce = new Set();
  return (promptText) => {
    const place = hash(`${seed} ${promptText}`);
    const chance = chances(place);
    if (chance() >= share) return undefined;
    const kind = kinds[Math.floor(chance() * kinds.length)];
    if (kind === undefined) return undefined;
    const { passes, plan } = faults[kind];
    if (passes && failedOnce.has(place)) return undefined;
    failedOnce.add(place);
    return plan();
  };
}

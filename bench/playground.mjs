// @ts-check
import { decoding } from './playground-decoding.mjs';
import { playgroundVectors } from './playground-vectors.mjs';

/**
 * What the Playground promises: choosing a token, Evaluate on a local model, and vectors of many texts.
 * @type {import('./run.mjs').Benchmark}
 */
export async function playground({ once }) {
  return [...(await decoding(once)), ...(await playgroundVectors(once))];
}

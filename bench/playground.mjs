// @ts-check
import { decoding } from './playground-decoding.mjs';

/**
 * What the Playground promises: choosing a token, and Evaluate on a local model.
 * @type {import('./run.mjs').Benchmark}
 */
export async function playground({ once }) {
  return decoding(once);
}

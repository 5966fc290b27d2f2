// @ts-check
import { openAsBlob } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Our own two datasets, as the app reads, maps and splits them by itself.
 * @typedef {{ name: string, path: string, labels: readonly string[], task: string, split: (seed: number) => import('./labeler-core.ts').Split }} Sample
 *
 * @param {import('./labeler-core.ts').Core} core
 * @returns {Promise<readonly Sample[]>}
 */
export function readSamples(core) {
  return Promise.all(['comment-tone.csv', 'support-tickets.csv'].map((name) => readSample(core, name)));
}

/** @param {import('./labeler-core.ts').Core} core @param {string} name @returns {Promise<Sample>} */
async function readSample(core, name) {
  const path = resolve(import.meta.dirname, '../public/samples', name);
  const file = new File([await openAsBlob(path)], name);
  const table = await core.readTable(file, core.defaultReadOptions, {
    onProgress: () => {},
    signal: new AbortController().signal,
  });
  if (!table.ok) throw new Error(`${name}: ${table.error.message}`);
  const mapping = core.suggestMapping(table.value.summary);
  const examples = core.toExamples({ table: table.value, mapping, corrections: {}, file: 'training' });
  const labels = core.countLabels(table.value, mapping).labels.map(({ label }) => label);
  const { validationExamples: validation, testExamples: test } = core.defaultHyperparameters;
  const split = (/** @type {number} */ seed) =>
    core.splitExamples({ examples, groups: null, sizes: { validation, test }, seed });
  return { name, path, labels, task: mapping.taskDescription, split };
}

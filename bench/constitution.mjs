// @ts-check
import { loadSource } from './build.mjs';
import { median, plain } from './figures.mjs';

const rounds = 25;

/**
 * What the core does at every change of a constitution of 500 principles, each beside the plainest code that gives the same or
 * less, in the same run. A keystroke in "Prompt" pays for one commit and one composition.
 * @type {import('./run.mjs').Benchmark}
 */
export async function constitution() {
  const { core } = await loadSource('bench/constitution-core.ts');
  const { bigProject } = await loadSource('bench/big-project.ts');
  const { prompt: document, inputs } = bigProject();
  const edited = {
    ...document,
    principles: document.principles.with(250, { ...document.principles[250], text: 'Say less.' }),
  };
  const state = { document, history: core.startHistory(document) };
  const version = { id: 'r1', at: document.principles[0].sources[0].at, reason: { kind: 'edit-principle', n: 251 } };
  const composed = core.composePrompt({ document, values: inputs.values }).value.text;
  const composedEdited = core.composePrompt({ document: edited, values: inputs.values }).value.text;
  const ids = document.principles.map((/** @type {{ id: string }} */ { id }) => id);

  return [
    against('Compose the prompt', {
      ours: () => core.composePrompt({ document, values: inputs.values }),
      plainly: () => joined(document.principles),
      baseline: 'joining the texts',
    }),
    against('Commit the edit of a principle', {
      ours: () => core.commit(state, edited, version),
      plainly: () => JSON.stringify([document, edited]),
      baseline: 'keeping both versions whole, as JSON',
    }),
    against('Difference of two composed prompts', {
      ours: () => core.diffWords(composed, composedEdited),
      plainly: () => composed === composedEdited || [...composed.split(' '), ...composedEdited.split(' ')],
      baseline: 'splitting both into words',
    }),
    against('Conflicts of one principle with the others', {
      ours: () => core.findConflicts(document.principles, 'p250'),
      plainly: () => sharedWords(document.principles, 250),
      baseline: 'counting shared words',
    }),
    {
      name: 'Conflicts of all 500 with each other',
      value: timeOf(() => ids.map((/** @type {string} */ id) => core.findConflicts(document.principles, id))),
      unit: 'ms',
      note: 'Done in slices of 6 ms in the app. Readings of the texts are kept between calls.',
    },
  ];
}

/**
 * @param {string} name
 * @param {{ ours: () => unknown, plainly: () => unknown, baseline: string }} work
 * @returns {import('./figures.mjs').Figure}
 */
function against(name, { ours, plainly, baseline }) {
  const value = timeOf(ours);
  const simple = timeOf(plainly);
  return {
    name,
    value,
    unit: 'ms',
    note: `${plain(simple)} ms for ${baseline}, ratio ${plain(value / simple)}`,
  };
}

/** Median milliseconds, the first round left out. @param {() => unknown} work */
function timeOf(work) {
  const times = Array.from({ length: rounds + 1 }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return median(times.slice(1));
}

/** @param {readonly { text: string }[]} principles */
function joined(principles) {
  return principles.map(({ text }, index) => `${index + 1}. ${text}`).join('\n');
}

/** @param {readonly { text: string }[]} principles @param {number} place */
function sharedWords(principles, place) {
  const words = new Set(principles[place]?.text.split(' '));
  return principles.map(({ text }) => text.split(' ').filter((word) => words.has(word)).length);
}

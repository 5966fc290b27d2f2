// @ts-check
import { loadavg } from 'node:os';
import { plain } from './figures.mjs';

/**
 * @typedef {{ seed: number, ms: number, calls: number, promptTokens: number, accuracy: number }} Run
 * @typedef {{ name: string, app: readonly Run[], sequential: readonly Run[] }} Compared
 */

/** One run, as it ends. @param {string} who @param {string} sample @param {Run} run */
export function runLine(who, sample, { seed, ms, calls, promptTokens, accuracy }) {
  const cells = [seconds(ms), `${calls} calls`, `${promptTokens} prompt tokens`, `accuracy ${accuracy.toFixed(3)}`];
  return `  ${who}, ${sample}, seed ${seed}: ${cells.join(', ')}; load ${loadavg()[0]?.toFixed(1)}`;
}

/**
 * Everything side by side, then each figure against its goal.
 * @param {readonly Compared[]} samples
 * @param {{ latencyMs: number }} options
 * @returns {readonly string[]}
 */
export function report(samples, { latencyMs }) {
  return samples.flatMap(({ name, app, sequential }) => [
    '',
    `  ${name}: app / sequential`,
    ...table(app, sequential),
    ...goals({ app, sequential, latencyMs }),
  ]);
}

/** @param {readonly Run[]} app @param {readonly Run[]} sequential */
function table(app, sequential) {
  const rows = app.map((ours, at) => {
    const theirs = sequential[at];
    if (theirs === undefined) throw new Error(`Expected a sequential run of seed ${ours.seed}, and there is none.`);
    return [String(ours.seed), ...cells(ours, theirs)];
  });
  const lines = [
    ['seed', 'wall time', 'calls', 'prompt tokens', 'held-out accuracy'],
    ...rows,
    ['mean', ...cells(meanOf(app), meanOf(sequential))],
  ];
  const widths = [6, 20, 16, 20, 18];
  return lines.map((line) => `    ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}

/** @param {Omit<Run, 'seed'>} ours @param {Omit<Run, 'seed'>} theirs */
function cells(ours, theirs) {
  return [
    `${seconds(ours.ms)} / ${seconds(theirs.ms)}`,
    `${Math.round(ours.calls)} / ${Math.round(theirs.calls)}`,
    `${Math.round(ours.promptTokens)} / ${Math.round(theirs.promptTokens)}`,
    `${ours.accuracy.toFixed(3)} / ${theirs.accuracy.toFixed(3)}`,
  ];
}

/** @param {Pick<Compared, 'app' | 'sequential'> & { latencyMs: number }} given */
function goals({ app, sequential, latencyMs }) {
  const [ours, theirs] = [meanOf(app), meanOf(sequential)];
  /** @param {string} what @param {number} ratio @param {number} parts */
  const share = (what, ratio, parts) =>
    `    ${ratio <= 1 / parts ? 'pass' : 'MISS'}  ${what}: ${ratio.toFixed(3)}, at most 1/${parts} (1/${(1 / ratio).toFixed(1)})`;
  const accuracy = ours.accuracy - theirs.accuracy;
  return [
    share('wall time', ours.ms / theirs.ms, 20),
    `          (${plain(theirs.ms / theirs.calls)} ms a call in the sequential runs; at ${latencyMs} ms and nothing else it were 1/${((theirs.calls * latencyMs) / ours.ms).toFixed(1)})`,
    share('calls', ours.calls / theirs.calls, 2),
    share('prompt tokens', ours.promptTokens / theirs.promptTokens, 2),
    `    ${accuracy >= 0 ? 'pass' : 'MISS'}  mean held-out accuracy: ${accuracy < 0 ? '' : '+'}${accuracy.toFixed(3)}, no lower`,
  ];
}

/** @param {readonly Run[]} runs @returns {Omit<Run, 'seed'>} */
function meanOf(runs) {
  /** @param {'ms' | 'calls' | 'promptTokens' | 'accuracy'} of */
  const mean = (of) => runs.reduce((sum, run) => sum + run[of], 0) / runs.length;
  return { ms: mean('ms'), calls: mean('calls'), promptTokens: mean('promptTokens'), accuracy: mean('accuracy') };
}

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

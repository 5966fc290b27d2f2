// @ts-check
/** `node .ci/tally.mjs <exit code of npm test> <of the long tests>` prints `N passed, N failed` over all runners, and exits 1 on failure. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {{ readonly passed: number, readonly failed: number }} Tally */

/**
 * The part of Vitest's JSON report that is counted.
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {readonly { readonly status: string, readonly assertionResults: readonly { readonly status: string }[] }[]} testResults one per file
 */

/**
 * The part of Playwright's JSON report that is counted.
 * @typedef {object} PlaywrightReport
 * @property {{ readonly expected: number, readonly unexpected: number, readonly flaky: number }} stats
 * @property {readonly unknown[]} errors outside any test: configuration, server, no tests
 */

/**
 * What one runner reported: null when it left no report, which is a failure whatever the exit codes say.
 * @typedef {object} Reports
 * @property {VitestReport | null} vitest
 * @property {VitestReport | null} vitestLong
 * @property {PlaywrightReport | null} playwright
 * @property {PlaywrightReport | null} playwrightLong
 * @property {Tally | null} benchmarks those that ran to their end, and those that did not
 */

/**
 * Sums what the runners reported. A run that failed counts at least one failure, whichever stage it was in.
 * @param {Reports & { readonly exitCodes: readonly number[] }} run
 * @returns {Tally}
 */
export function tally({ exitCodes, vitest, vitestLong, playwright, playwrightLong, benchmarks }) {
  const tallies = [
    vitest && unitTally(vitest),
    vitestLong && unitTally(vitestLong),
    playwright && browserTally(playwright),
    playwrightLong && browserTally(playwrightLong),
    benchmarks,
  ];
  const passed = tallies.reduce((sum, each) => sum + (each?.passed ?? 0), 0);
  const failed = tallies.reduce((sum, each) => sum + (each?.failed ?? 0), 0);
  const isIncomplete = exitCodes.some((code) => code !== 0) || tallies.includes(null);
  return { passed, failed: failed === 0 && isIncomplete ? 1 : failed };
}

/** @type {(report: VitestReport) => Tally} */
function unitTally({ numPassedTests, numFailedTests, testResults }) {
  // A file that cannot be loaded has failed without a failed test in it.
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length };
}

/** @type {(report: PlaywrightReport) => Tally} */
function browserTally({ stats, errors }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

/** @type {(name: string) => any} the reports are written by the runners of this very run, so their shape is known */
function readReport(name) {
  const path = resolve(import.meta.dirname, '../e2e/.results', name);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null; // A runner that was killed leaves half a report: as good as none.
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = tally({
    exitCodes: process.argv.slice(2).map(Number),
    vitest: readReport('vitest.json'),
    vitestLong: readReport('vitest-long.json'),
    playwright: readReport('playwright.json'),
    playwrightLong: readReport('playwright-long.json'),
    benchmarks: readReport('benchmarks.json'),
  });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

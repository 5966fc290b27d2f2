// @ts-check
/** `node .ci/tally.mjs <exit code of npm test>` prints `N passed, N failed` over all runners, and exits 1 on failure. */
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
 * Sums what the runners reported. A run that failed counts at least one failure, whichever stage it was in.
 * @param {{ exitCode: number, vitest: VitestReport | null, playwright: PlaywrightReport | null }} run
 * @returns {Tally}
 */
export function tally({ exitCode, vitest, playwright }) {
  const unit = vitest === null ? { passed: 0, failed: 0 } : unitTally(vitest);
  const browser = playwright === null ? { passed: 0, failed: 0 } : browserTally(playwright);
  const failed = unit.failed + browser.failed;
  const isIncomplete = exitCode !== 0 || vitest === null || playwright === null;
  return { passed: unit.passed + browser.passed, failed: failed === 0 && isIncomplete ? 1 : failed };
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
    exitCode: Number(process.argv[2] ?? 0),
    vitest: readReport('vitest.json'),
    playwright: readReport('playwright.json'),
  });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

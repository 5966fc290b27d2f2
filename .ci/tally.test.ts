import { describe, expect, it } from 'vitest';
import { tally } from './tally.mjs';

const vitest = { numPassedTests: 40, numFailedTests: 0, testResults: [] };
const playwright = { stats: { expected: 7, unexpected: 0, flaky: 0 }, errors: [] };
const noUnits = { numPassedTests: 0, numFailedTests: 0, testResults: [] };
const long = {
  vitestLong: { ...noUnits, numPassedTests: 3 },
  playwrightLong: playwright,
  benchmarks: { passed: 6, failed: 0 },
};
const ended = { exitCodes: [0, 0] };
const none = { vitestLong: null, playwrightLong: null, benchmarks: null };

describe('tally', () => {
  it('sums the passed tests of all runners', () => {
    expect(tally({ ...ended, vitest, playwright, ...long })).toEqual({ passed: 63, failed: 0 });
  });

  it('sums the failed tests of all runners', () => {
    const failing = {
      vitest: { ...vitest, numFailedTests: 2 },
      playwright: { ...playwright, stats: { ...playwright.stats, unexpected: 3 } },
    };
    expect(
      tally({
        exitCodes: [1, 1],
        ...failing,
        vitestLong: noUnits,
        playwrightLong: playwright,
        benchmarks: { passed: 4, failed: 2 },
      }),
    ).toEqual({
      passed: 58,
      failed: 7,
    });
  });

  it('counts a flaky test as passed', () => {
    const flaky = { ...playwright, stats: { expected: 7, unexpected: 0, flaky: 1 } };
    expect(tally({ ...ended, vitest, playwright: flaky, ...long }).passed).toBe(64);
  });

  it('counts a test file that could not be loaded', () => {
    const broken = {
      ...vitest,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
      ],
    };
    expect(tally({ exitCodes: [1, 1], vitest: broken, playwright: null, ...none }).failed).toBe(1);
  });

  it('does not count a file again whose failed tests are counted', () => {
    const failing = {
      numPassedTests: 1,
      numFailedTests: 1,
      testResults: [{ status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }],
    };
    expect(tally({ exitCodes: [1, 1], vitest: failing, playwright: null, ...none }).failed).toBe(1);
  });

  it('counts an error outside any browser test', () => {
    expect(tally({ exitCodes: [1, 1], vitest, playwright: { ...playwright, errors: [{}] }, ...none }).failed).toBe(1);
  });

  it('counts one failure if a stage before the runners failed', () => {
    expect(tally({ exitCodes: [1, 1], vitest: null, playwright: null, ...none })).toEqual({ passed: 0, failed: 1 });
  });

  it('counts one failure if a stage between the runners failed', () => {
    expect(tally({ exitCodes: [1, 1], vitest, playwright: null, ...none })).toEqual({ passed: 40, failed: 1 });
  });

  it('counts one failure if a runner left no report, whatever the exit code', () => {
    expect(tally({ ...ended, vitest, playwright: null, ...long })).toEqual({ passed: 56, failed: 1 });
  });

  it('counts one failure if the long tests left no report, whatever the exit codes', () => {
    expect(tally({ ...ended, vitest, playwright, ...none })).toEqual({ passed: 47, failed: 1 });
  });
});

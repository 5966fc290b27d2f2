import { describe, expect, it } from 'vitest';
import { tally } from './tally.mjs';

const vitest = { numPassedTests: 40, numFailedTests: 0, testResults: [] };
const playwright = { stats: { expected: 7, unexpected: 0, flaky: 0 }, errors: [] };

describe('tally', () => {
  it('sums the passed tests of both runners', () => {
    expect(tally({ exitCode: 0, vitest, playwright })).toEqual({ passed: 47, failed: 0 });
  });

  it('sums the failed tests of both runners', () => {
    const failing = {
      vitest: { ...vitest, numFailedTests: 2 },
      playwright: { ...playwright, stats: { ...playwright.stats, unexpected: 3 } },
    };
    expect(tally({ exitCode: 1, ...failing })).toEqual({ passed: 47, failed: 5 });
  });

  it('counts a flaky test as passed', () => {
    const flaky = { ...playwright, stats: { expected: 7, unexpected: 0, flaky: 1 } };
    expect(tally({ exitCode: 0, vitest, playwright: flaky }).passed).toBe(48);
  });

  it('counts a test file that could not be loaded', () => {
    const broken = {
      ...vitest,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
      ],
    };
    expect(tally({ exitCode: 1, vitest: broken, playwright: null }).failed).toBe(1);
  });

  it('does not count a file again whose failed tests are counted', () => {
    const failing = {
      numPassedTests: 1,
      numFailedTests: 1,
      testResults: [{ status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }],
    };
    expect(tally({ exitCode: 1, vitest: failing, playwright: null }).failed).toBe(1);
  });

  it('counts an error outside any browser test', () => {
    expect(tally({ exitCode: 1, vitest, playwright: { ...playwright, errors: [{}] } }).failed).toBe(1);
  });

  it('counts one failure if a stage before the runners failed', () => {
    expect(tally({ exitCode: 1, vitest: null, playwright: null })).toEqual({ passed: 0, failed: 1 });
  });

  it('counts one failure if a stage between the runners failed', () => {
    expect(tally({ exitCode: 1, vitest, playwright: null })).toEqual({ passed: 40, failed: 1 });
  });

  it('counts one failure if a runner left no report, whatever the exit code', () => {
    expect(tally({ exitCode: 0, vitest, playwright: null })).toEqual({ passed: 40, failed: 1 });
  });
});

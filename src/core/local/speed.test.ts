import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesPerSecond, type SpeedSamples, secondsLeft, speedWindowMs, withSample } from './speed';

const samples = (...pairs: readonly (readonly [at: number, bytes: number])[]): SpeedSamples =>
  pairs.reduce<SpeedSamples>((all, [at, bytes]) => withSample(all, { at, bytes }), []);

describe('the speed of a download', () => {
  it('is not known at first', () => {
    expect(bytesPerSecond([])).toBeNull();
    expect(bytesPerSecond(samples([0, 0]))).toBeNull();
    expect(bytesPerSecond(samples([0, 0], [499, 10]))).toBeNull();
  });

  it('is the mean of the last seconds', () => {
    expect(bytesPerSecond(samples([0, 0], [1_000, 100], [2_000, 400]))).toBe(200);
  });

  it('forgets what is longer ago', () => {
    expect(bytesPerSecond(samples([0, 0], [10_000, 1_000_000], [12_000, 1_000_200]))).toBe(100);
  });

  it('starts anew when a file is fetched again', () => {
    expect(bytesPerSecond(samples([0, 0], [1_000, 500], [2_000, 100]))).toBeNull();
    expect(bytesPerSecond(samples([0, 0], [1_000, 500], [2_000, 100], [3_000, 150]))).toBe(50);
  });

  it('is never negative, and never older than its window', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(100_000), fc.nat(1e9))), (pairs) => {
        const all = samples(...pairs);
        expect(bytesPerSecond(all) ?? 0).toBeGreaterThanOrEqual(0);
        expect((all.at(-1)?.at ?? 0) - (all[0]?.at ?? 0)).toBeLessThanOrEqual(speedWindowMs);
      }),
    );
  });
});

describe('the time left', () => {
  it('is what is missing at this speed', () => {
    expect(secondsLeft({ bytesPerSecond: 50, doneBytes: 100, totalBytes: 600 })).toBe(10);
  });

  it('is not known without a whole, or while nothing comes', () => {
    expect(secondsLeft({ bytesPerSecond: 50, doneBytes: 100, totalBytes: null })).toBeNull();
    expect(secondsLeft({ bytesPerSecond: 0, doneBytes: 100, totalBytes: 600 })).toBeNull();
    expect(secondsLeft({ bytesPerSecond: null, doneBytes: 100, totalBytes: 600 })).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { inUseWords, shortOfRoom } from './room-words';

describe('inUseWords', () => {
  it('tells what is taken of what there is, as far as the browser tells', () => {
    expect(inUseWords({ usage: 751_000, quota: 11e9 })).toBe('751 kB of 11 GB');
    expect(inUseWords({ usage: 751_000 })).toBe('751 kB');
    expect(inUseWords({})).toBe('Unknown');
  });
});

describe('shortOfRoom', () => {
  it('is silent while there is room, and where nothing is told', () => {
    expect(shortOfRoom({ usage: 4e9, quota: 11e9 }, 3e9)).toBeNull();
    expect(shortOfRoom({ usage: 4e9 }, 3e9)).toBeNull();
    expect(shortOfRoom({}, 0)).toBeNull();
  });

  it('says how much is left and which models could go', () => {
    const words = shortOfRoom({ usage: 10.95e9, quota: 11e9 }, 3e9);
    expect(words).toContain('50 MB are left');
    expect(words).toContain('Local models take 3.0 GB');
  });

  it('speaks of no models where there are none, and of no less than nothing', () => {
    const words = shortOfRoom({ usage: 12e9, quota: 11e9 }, 0);
    expect(words).toContain('0 bytes are left');
    expect(words).not.toContain('Local models');
  });

  it('speaks of a small quota, too', () => {
    expect(shortOfRoom({ usage: 10e6, quota: 60e6 }, 0)).toContain('50 MB are left');
  });
});

import { describe, expect, it } from 'vitest';
import { partOf, progressWords, restWords } from './transfer-words';

describe('progressWords', () => {
  it('says how much has come, how fast, and how long it still takes', () => {
    expect(progressWords({ doneBytes: 1_100_000_000, totalBytes: 1_800_000_000, bytesPerSecond: 9_400_000 })).toBe(
      '1.1 of 1.8 GB · 9.4 MB/s · 1 min 15 s left',
    );
  });

  it('leaves out what is not known yet', () => {
    expect(progressWords({ doneBytes: 0, totalBytes: 1_800_000_000, bytesPerSecond: null })).toBe('0 bytes of 1.8 GB');
    expect(progressWords({ doneBytes: 2_500_000, totalBytes: null, bytesPerSecond: 640_000 })).toBe(
      '2.5 MB so far · 640 kB/s',
    );
  });

  it('promises no time when nothing comes', () => {
    expect(progressWords({ doneBytes: 5_000_000, totalBytes: 9_000_000, bytesPerSecond: 0 })).toBe('5.0 of 9.0 MB');
  });

  it('counts down to a second, not to nothing', () => {
    expect(progressWords({ doneBytes: 999, totalBytes: 1000, bytesPerSecond: 5000 })).toContain('1 s left');
  });
});

describe('partOf', () => {
  it('names both units where they differ', () => {
    expect(partOf(640_000_000, 1_800_000_000)).toBe('640 MB of 1.8 GB');
  });
});

describe('restWords', () => {
  it('say how far it came, and that it goes on from there', () => {
    expect(restWords({ status: 'partial', bytes: 4, share: 0.4 }, { isFolder: false })).toBe(
      'Stopped at 40 %. Download goes on where it stopped.',
    );
    expect(restWords({ status: 'partial', bytes: 4, share: null }, { isFolder: false })).toContain(
      'before it was whole',
    );
  });

  it('send the author of a folder back to it', () => {
    expect(restWords({ status: 'damaged', bytes: 4, brokenFiles: 2 }, { isFolder: true })).toBe(
      '2 files are damaged. Choose its folder again under Custom model.',
    );
  });

  it('say nothing of what is whole, or not here', () => {
    expect(restWords({ status: 'ready', bytes: 4 }, { isFolder: false })).toBeNull();
    expect(restWords({ status: 'absent' }, { isFolder: false })).toBeNull();
  });
});

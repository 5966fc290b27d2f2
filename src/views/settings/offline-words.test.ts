import { describe, expect, it } from 'vitest';
import { offlineWords } from './offline-words';

describe('offlineWords', () => {
  it('tells the studio from its engine', () => {
    expect(offlineWords({ status: 'ready', engine: true })).toContain('local models answer without one');
    expect(offlineWords({ status: 'ready', engine: false })).toContain('once you choose one');
  });

  it('gives the reason as a sentence, whichever way it came', () => {
    expect(offlineWords({ status: 'unsupported', why: 'this page is opened from a file' })).toBe(
      'The studio does not start without a network here. This page is opened from a file.',
    );
    expect(offlineWords({ status: 'failed', why: 'The storage is full.' })).toBe(
      'The studio could not be kept for offline use: The storage is full. Reload the page to try again.',
    );
  });
});

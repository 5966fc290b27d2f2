import { describe, expect, it } from 'vitest';
import { copyWords } from './copy-words';

const id = 'my-model';
const copying = { status: 'copying', path: 'a.bin', doneBytes: 1, totalBytes: 2, bytesPerSecond: null } as const;
const failed = { status: 'failed', error: { kind: 'storage-full', message: 'No room.' } } as const;

describe('copyWords', () => {
  it('follows the copy to its end', () => {
    expect(copyWords({ id, transfer: { status: 'queued' }, stored: undefined })).toBe('my-model is being copied.');
    expect(copyWords({ id, transfer: copying, stored: { state: 'partial' } })).toBe('my-model is being copied.');
    expect(copyWords({ id, transfer: undefined, stored: { state: 'ready' } })).toBe('my-model is on this device.');
    expect(copyWords({ id, transfer: { status: 'verified' }, stored: { state: 'ready' } })).toContain('on this device');
  });

  it('sends to the row where it failed, and says when it was cancelled', () => {
    expect(copyWords({ id, transfer: failed, stored: { state: 'partial' } })).toContain('its row says why');
    expect(copyWords({ id, transfer: undefined, stored: { state: 'partial' } })).toContain('not copied to the end');
    expect(copyWords({ id, transfer: undefined, stored: undefined })).toContain('not copied to the end');
  });
});

import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../core/conversation/candidate';
import { buildCandidate } from '../../../testing/builders';
import { readyWords } from './ready-words';

const answered = buildCandidate();
const stopped: Candidate = buildCandidate({ state: { status: 'cancelled', text: '' } });
const failed: Candidate = buildCandidate({
  state: { status: 'failed', error: { kind: 'empty', code: 'STOP', message: '', partialText: '' } },
});

describe('readyWords', () => {
  it('counts the responses', () => {
    expect(readyWords([answered, answered, answered])).toBe('3 responses ready');
    expect(readyWords([answered])).toBe('1 response ready');
  });

  it('adds those that failed or were stopped', () => {
    expect(readyWords([answered, failed, stopped])).toBe('1 response ready, 1 failed, 1 stopped');
    expect(readyWords([failed])).toBe('1 failed');
  });

  it('says only that it was stopped when nothing came', () => {
    expect(readyWords([stopped, stopped])).toBe('Stopped');
  });
});

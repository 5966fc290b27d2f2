import { describe, expect, it } from 'vitest';
import { buildConstitution, buildDocument, buildProject, buildTurn } from '../../../testing/builders';
import { promptChangedSince } from './prompt-changed';

const turn = buildTurn({ revisionId: null });
const later = { base: buildDocument(), revisions: [], head: 'r1' };

describe('promptChangedSince', () => {
  it('is false while the version is the one that was sent', () => {
    expect(promptChangedSince(turn, buildProject())).toBe(false);
  });

  it('is true when a principle came since', () => {
    const prompt = buildDocument({ principles: buildConstitution('Be brief.') });
    expect(promptChangedSince(turn, { prompt, history: later })).toBe(true);
  });

  it('is false when the later version sends the same text', () => {
    expect(promptChangedSince(turn, { prompt: buildDocument(), history: later })).toBe(false);
  });

  it('is true when the prompt asks for a value that the run did not have', () => {
    const prompt = buildDocument({ preamble: 'Give three uses for {item} to {audience}.' });
    expect(promptChangedSince(turn, { prompt, history: later })).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { commit, startHistory } from '../../../core/prompt/history';
import { emptyPromptDocument } from '../../../core/prompt/prompt-document';
import { versionOf, versionOptions, versionText, versionValue } from './versions';

const at = '2026-11-21T09:30:00.000Z';
const base = { ...emptyPromptDocument, preamble: 'Uses for {item}.' };
const state = commit(
  { document: base, history: startHistory(base) },
  { ...base, preamble: 'Three uses for {item}.' },
  { id: 'start', at, reason: { kind: 'edit-prompt' } },
);

describe('versionOptions', () => {
  it('lists the newest first and says which is the present one', () => {
    expect(versionOptions(state.history, 'UTC').map(({ label }) => label)).toEqual([
      'Now: Reworded the prompt (21 Nov, 09:30)',
      'Start',
    ]);
  });
  it('says of the start that it is the present one when it is', () => {
    expect(versionOptions({ ...state.history, head: null }, 'UTC').at(-1)?.label).toBe('Now: Start');
  });
});

describe('versionValue', () => {
  it.each([null, 'r1', 'start'])('leads back to %j', (id) => {
    expect(versionOf(versionValue(id))).toBe(id);
  });
});

describe('versionText', () => {
  it('fills in the values, at any version', () => {
    expect(versionText(state, null, { item: 'rope' })).toBe('Uses for rope.');
    expect(versionText(state, 'start', { item: 'rope' })).toBe('Three uses for rope.');
  });
  it('leaves a hole where a value is missing', () => {
    expect(versionText(state, null, {})).toBe('Uses for {item}.');
  });
});

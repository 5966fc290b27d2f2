import { describe, expect, it } from 'vitest';
import type { Principle } from '../../../core/constitution/principle';
import { patchWords } from './patch-words';

function principle(id: string, text: string, status: Principle['status'] = 'on'): Principle {
  return { id, text, status, sources: [{ by: 'author', at: '2026-11-21T09:30:00.000Z' }] };
}

const brief = principle('a', 'Be brief.');
const kind = principle('b', 'Be kind.');

describe('patchWords', () => {
  it.each([
    ['Give uses.', 'Give three uses.', 'Prompt: 1 word added.'],
    ['Give three uses.', 'Give uses.', 'Prompt: 1 word removed.'],
    ['Give three good uses.', 'Give four everyday uses.', 'Prompt: 2 words replaced by 2.'],
    ['Give  uses.', 'Give uses.', 'Prompt: spaces and line breaks only.'],
    ['Give use.', 'Give uses.', 'Prompt: 1 word replaced by 1.'],
    ['Again again again', 'Again again', 'Prompt: 1 word removed.'],
    ['', 'Give uses.', 'Prompt: 2 words added.'],
  ])('counts the words that change from %j to %j', (before, after, said) => {
    expect(patchWords({ preamble: { before, after } })).toBe(said);
  });

  it.each([
    [[], [brief], 'Added: “Be brief.”'],
    [[brief], [], 'Deleted: “Be brief.”'],
    [[brief, kind], [], 'Deleted 2 principles.'],
    [[brief], [principle('a', 'Be short.')], 'Now: “Be short.”'],
    [[brief], [principle('a', 'Be brief.', 'off')], '1 principle off.'],
    [[brief, kind], [kind, brief], 'Another order of the principles.'],
  ])('says what became of the principles', (before, after, said) => {
    expect(patchWords({ principles: { at: 0, before, after } })).toBe(said);
  });

  it('says both of a fold', () => {
    const said = patchWords({
      preamble: { before: 'Give uses.', after: 'Give uses briefly.' },
      principles: { at: 0, before: [brief], after: [principle('a', 'Be brief.', 'folded')] },
    });
    expect(said).toBe('Prompt: 1 word replaced by 2. 1 principle folded into the prompt.');
  });
});

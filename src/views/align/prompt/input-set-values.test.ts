import { describe, expect, it } from 'vitest';
import type { InputSet } from '../../../core/project/project';
import { differs, missingIn, nameFor, valuesLine } from './input-set-values';

/** Half of a character that takes two units. */
const loneSurrogate = /\p{Surrogate}/u;

function set(values: Record<string, string>): InputSet {
  return { id: 's1', name: 'Spoon', values };
}

describe('differs', () => {
  it('is false while the fields hold what the set holds', () => {
    expect(differs({ fields: { item: 'a', old: 'b' }, set: set({ item: 'a' }), names: ['item'] })).toBe(false);
  });

  it('sees a variable that the set does not have yet', () => {
    expect(
      differs({ fields: { item: 'a', audience: 'b' }, set: set({ item: 'a' }), names: ['item', 'audience'] }),
    ).toBe(true);
  });

  it('reads a name that every object has as any other', () => {
    expect(differs({ fields: {}, set: set({}), names: ['constructor'] })).toBe(false);
  });
});

describe('missingIn', () => {
  it('names the variables that are absent or blank', () => {
    expect(missingIn(set({ item: 'a', tone: ' ' }), ['item', 'tone', 'audience'])).toEqual(['tone', 'audience']);
  });
});

describe('valuesLine', () => {
  it('puts the values of the prompt first, each in one line', () => {
    expect(valuesLine(set({ old: 'z', item: 'a\n  spoon', tone: '' }), ['item'])).toBe('a spoon · z');
  });
});

describe('nameFor', () => {
  it('is the first value', () => {
    expect(nameFor({ audience: 'cooks', item: 'a spoon' }, ['item', 'audience'])).toBe('a spoon');
  });

  it('cuts a long value short without cutting a character', () => {
    const name = nameFor({ item: '🥄'.repeat(60) }, ['item']);
    expect([...name]).toHaveLength(40);
    expect(name).not.toMatch(loneSurrogate);
  });

  it('is empty when there is nothing to call it by', () => {
    expect(nameFor({ item: ' ' }, ['item'])).toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import { losesValues, sameValues } from './input-values';

describe('losesValues', () => {
  const names = ['item', 'audience'];
  const values = { item: 'a spoon', audience: 'cooks' };

  it('is true where values that were not saved are written over', () => {
    expect(losesValues({ values, by: { item: 'a fork' }, saved: [], names })).toBe(true);
  });

  it('is false where a set has them, or where they stay as they are', () => {
    expect(losesValues({ values, by: { item: 'a fork' }, saved: [values], names })).toBe(false);
    expect(losesValues({ values, by: { item: 'a spoon' }, saved: [], names })).toBe(false);
  });

  it('is false for blank fields, and for names that the prompt has no more', () => {
    expect(losesValues({ values: { item: ' ' }, by: { item: 'a fork' }, saved: [], names })).toBe(false);
    expect(losesValues({ values: { old: 'x' }, by: { old: 'y' }, saved: [], names })).toBe(false);
  });
});

describe('sameValues', () => {
  it('reads a name that every object has as any other', () => {
    expect(sameValues({}, {}, ['constructor'])).toBe(true);
    expect(sameValues({ constructor: 'a' }, {}, ['constructor'])).toBe(false);
  });
});

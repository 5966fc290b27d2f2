import { describe, expect, it } from 'vitest';
import { lengthsOf, scoreOf } from './row-bands';
import { isWanted } from './row-filter';

describe('the lengths of a row', () => {
  it('compare the second text with the first', () => {
    expect(lengthsOf([40, 50])).toEqual(['longer']);
    expect(lengthsOf([50, 40])).toEqual(['shorter']);
    expect(lengthsOf([40, 40])).toEqual(['equal']);
  });

  it('tell from twice as long on, and from half as long on', () => {
    expect(lengthsOf([40, 79])).toEqual(['longer']);
    expect(lengthsOf([40, 80])).toEqual(['longer', 'twice']);
    expect(lengthsOf([80, 41])).toEqual(['shorter']);
    expect(lengthsOf([80, 40])).toEqual(['shorter', 'half']);
  });

  it('tell a text under ten words, whichever it is', () => {
    expect(lengthsOf([9, 12])).toContain('under-ten');
    expect(lengthsOf([12, 9])).toContain('under-ten');
    expect(lengthsOf([10, 12])).not.toContain('under-ten');
    expect(lengthsOf([0, 0])).toEqual(['under-ten', 'equal']);
  });

  it('say where nothing stands beside a text, and nothing where there is none', () => {
    expect(lengthsOf([40, null])).toEqual(['one-text']);
    expect(lengthsOf([null, 4])).toEqual(['under-ten', 'one-text']);
    expect(lengthsOf([null, null])).toEqual([]);
  });
});

describe('the band of a score', () => {
  it('goes by the hundredths that the column shows', () => {
    const bands = [1, 0.896, 0.894, 0.606, 0.604, 0.396, 0.394, 0.106, 0.104, 0].map(scoreOf);
    expect(bands).toEqual([
      'first-surely',
      'first-surely',
      'first',
      'first',
      'close',
      'close',
      'second',
      'second',
      'second-surely',
      'second-surely',
    ]);
  });

  it('is none where nothing was judged', () => {
    expect(scoreOf(null)).toBe('none');
  });
});

describe('a filter by length and score', () => {
  const row = { outcome: 'first-wins', principles: [], words: [40, 80], score: 0.95 } as const;
  const shown = { flags: [], edit: null } as const;

  it('leaves what has both', () => {
    expect(isWanted(row, { ...shown, filter: { length: 'twice', score: 'first-surely' } })).toBe(true);
    expect(isWanted(row, { ...shown, filter: { length: 'shorter', score: 'first-surely' } })).toBe(false);
    expect(isWanted(row, { ...shown, filter: { length: 'twice', score: 'close' } })).toBe(false);
  });

  it('holds beside a filter by outcome', () => {
    expect(isWanted(row, { ...shown, filter: { outcome: 'first-wins', length: 'longer' } })).toBe(true);
    expect(isWanted(row, { ...shown, filter: { outcome: 'tie', length: 'longer' } })).toBe(false);
  });
});

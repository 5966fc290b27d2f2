import { describe, expect, it } from 'vitest';
import { countingIds } from '../../testing/builders';
import { inputSetsFromRows, matchColumns, placeColumns, variableNames, withVariables } from './input-sets-from-rows';

describe('matchColumns', () => {
  it('finds variables by name, whatever the case and the gaps between words, and names what is left', () => {
    expect(matchColumns(['ITEM', 'Reader age', 'year'], ['item', 'reader_age', 'tone'])).toEqual({
      targets: ['item', 'reader_age', null],
      unmatched: ['year'],
      lacking: ['tone'],
    });
  });

  it('gives each variable one column', () => {
    expect(matchColumns(['item', 'Item'], ['item']).targets).toEqual(['item', null]);
  });

  it('reads names that every object has as any other', () => {
    expect(matchColumns(['constructor', '__proto__'], ['item']).targets).toEqual([null, null]);
  });
});

describe('placeColumns', () => {
  it('goes on from the field that was pasted into', () => {
    expect(placeColumns(['Column 1', 'Column 2', 'Column 3'], ['a', 'b', 'c'], 1)).toEqual({
      targets: ['b', 'c', null],
      unmatched: ['Column 3'],
      lacking: ['a'],
    });
  });
});

describe('variableNames', () => {
  it('are names that a prompt can hold, each once', () => {
    expect(variableNames(['Reader age', '2nd price (€)', 'item', 'item'], ['item'])).toEqual([
      'Reader_age',
      '_2nd_price_',
      'item_2',
      'item_3',
    ]);
  });
});

describe('withVariables', () => {
  it('adds a line for each', () => {
    expect(withVariables('Answer.\n', ['item', 'age'])).toBe('Answer.\n\nitem: {item}\nage: {age}');
    expect(withVariables('', ['item'])).toBe('item: {item}');
  });
});

describe('inputSetsFromRows', () => {
  it('makes a set of each row that has a value, and keeps the field of a variable without a column', () => {
    const sets = inputSetsFromRows({
      rows: [['a spoon', '1990'], [' ', ''], ['a fork'], ['', '2001']],
      targets: ['item', 'year'],
      values: { item: 'x', tone: 'kind', blank: ' ' },
      lacking: ['tone', 'blank'],
      newId: countingIds('set'),
    });
    expect(sets).toEqual([
      { id: 'set1', name: 'a spoon', values: { tone: 'kind', item: 'a spoon', year: '1990' } },
      { id: 'set2', name: 'a fork', values: { tone: 'kind', item: 'a fork', year: '' } },
      { id: 'set3', name: '2001', values: { tone: 'kind', item: '', year: '2001' } },
    ]);
  });
});

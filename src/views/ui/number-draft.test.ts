import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, readNumberDraft, stepNumber } from './number-draft';

describe('readNumberDraft', () => {
  it('takes none but the values that are given, where they are', () => {
    const rules = { min: 1, max: 5, step: 2, only: [1, 3, 5] };
    expect(readNumberDraft('3', rules)).toEqual({ kind: 'number', value: 3 });
    expect(readNumberDraft('4', rules)).toEqual({ kind: 'error', message: '4 is none of them. Type 1, 3 or 5.' });
  });

  it('reads a number, with spaces and a typographic minus', () => {
    expect(readNumberDraft(' 12 ', {})).toEqual({ kind: 'number', value: 12 });
    expect(readNumberDraft('−3', {})).toEqual({ kind: 'number', value: -3 });
    expect(readNumberDraft('.5', { step: 0.1 })).toEqual({ kind: 'number', value: 0.5 });
    expect(readNumberDraft('1e3', {})).toEqual({ kind: 'number', value: 1000 });
  });

  it('takes the limits themselves', () => {
    expect(readNumberDraft('1', { min: 1, max: 4 })).toEqual({ kind: 'number', value: 1 });
    expect(readNumberDraft('4', { min: 1, max: 4 })).toEqual({ kind: 'number', value: 4 });
  });

  it('takes an empty text only where the field is optional', () => {
    expect(readNumberDraft('  ', { optional: true })).toEqual({ kind: 'empty' });
    expect(readNumberDraft('', { min: 1 })).toEqual({
      kind: 'error',
      message: 'The field is empty. Type a whole number, 1 or more.',
    });
  });

  it.each([
    ['abc', '“abc” is not a number. Type a whole number from 1 to 60.'],
    ['1,5', '“1,5” is not a number. Type a whole number from 1 to 60.'],
    ['0x10', '“0x10” is not a number. Type a whole number from 1 to 60.'],
    ['Infinity', '“Infinity” is not a number. Type a whole number from 1 to 60.'],
    ['1e999', '“1e999” is not a number. Type a whole number from 1 to 60.'],
    ['1.5', '1.5 is not a whole number. Type a whole number from 1 to 60.'],
    ['0', '0 is too small. Type a whole number from 1 to 60.'],
    ['61', '61 is too large. Type a whole number from 1 to 60.'],
  ])('refuses %j and says what came and what was expected', (text, message) => {
    expect(readNumberDraft(text, { min: 1, max: 60 })).toEqual({ kind: 'error', message });
  });

  it('cuts a long wrong text in its message', () => {
    const read = readNumberDraft('x'.repeat(500), {});
    expect(read.kind === 'error' && read.message.length).toBeLessThan(80);
  });

  it('reads back whatever number it is shown', () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
        const read = readNumberDraft(formatNumber(value), { step: 0.5 });
        expect(read.kind === 'number' && read.value === value).toBe(true);
      }),
    );
  });
});

describe('stepNumber', () => {
  it('leaves no binary rounding noise', () => {
    expect(stepNumber(0.1, 2, { step: 0.1 })).toBe(0.3);
    expect(stepNumber(0.7, -6, { step: 0.1 })).toBe(0.1);
    expect(stepNumber(0.25, 1, { step: 0.5 })).toBe(0.75);
  });

  it('stays within the limits', () => {
    expect(stepNumber(59, 10, { max: 60 })).toBe(60);
    expect(stepNumber(3, -10, { min: 1 })).toBe(1);
  });

  it('starts an empty field at its least value', () => {
    expect(stepNumber(undefined, 1, { min: 5 })).toBe(5);
    expect(stepNumber(undefined, -1, {})).toBe(0);
  });
});

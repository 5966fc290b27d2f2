import { describe, expect, it } from 'vitest';
import { promptText } from '../model/model-prompt';
import { chooseLabel } from './choose-label';
import { labelCodes } from './label-codes';
import type { ClassifySubject } from './task';

const subject: ClassifySubject = {
  task: 'Sort letters.',
  labels: [
    { label: 'complaint', rules: ['It says that something is broken.', 'It asks for money back.'] },
    { label: 'praise\nand thanks', rules: [] },
    { label: 'A', rules: ['It is an advertisement.'] },
  ],
  rows: [[{ name: 'text', text: 'The lid fell off.' }]],
};
const choice = chooseLabel(['A', 'B', 'C']);

describe('codes of labels', () => {
  it('begin with A, and differ in their first character', () => {
    expect(labelCodes(3)).toEqual(['A', 'B', 'C']);
    expect(labelCodes(28)?.slice(24)).toEqual(['Y', 'Z', '0', '1']);
    const all = labelCodes(62) ?? [];
    expect(new Set(all.map((code) => code[0])).size).toBe(62);
  });

  it('are not there where there is nothing to choose, or too much', () => {
    expect([0, 1, 63].map(labelCodes)).toEqual([null, null, null]);
  });
});

describe('the choice of a label', () => {
  it('shows each code with its label and rules, and asks for the code alone', () => {
    const text = promptText(choice.render(subject));
    expect(text).toContain('A: "complaint"\n1. It says that something is broken.\n2. It asks for money back.');
    // A label cannot step out of its line.
    expect(text).toContain('B: "praise\\nand thanks"\n(No rules yet');
    expect(text).toContain('C: "A"\n1. It is an advertisement.');
    expect(text).toContain('Sort letters.');
    expect(text).toContain('text: The lid fell off.');
    expect(text).toContain('The codes are A, B, C.');
    expect(text).not.toContain('JSON');
  });

  it('is the most probable label with its probability, whatever was drawn', () => {
    expect(choice.read({ text: 'A', choice: [0.2, 0.1, 0.7] }, subject)).toEqual({
      ok: true,
      value: { label: 'A', confidence: 0.7 },
    });
  });

  it('is the first of equally probable ones', () => {
    expect(choice.read({ text: 'C', choice: [0.2, 0.4, 0.4] }, subject)).toMatchObject({
      value: { label: 'praise\nand thanks' },
    });
  });

  it.each([
    ['absent', undefined],
    ['too few', [0.5, 0.5]],
    ['no numbers', [Number.NaN, 0.5, 0.5]],
    ['all zero', [0, 0, 0]],
    ['beyond 1', [1.5, 0, 0]],
  ])('is the code that was written, without a confidence, where probabilities are %s', (_, given) => {
    const reply = { text: ' B\n', ...(given === undefined ? {} : { choice: given }) };
    expect(choice.read(reply, subject)).toEqual({ ok: true, value: { label: 'praise\nand thanks' } });
  });

  it('is none when neither is there: never a guess', () => {
    expect(choice.read({ text: 'complaint' }, subject)).toEqual({
      ok: false,
      error: 'Expected one of the codes A, B, C, and “complaint” came.',
    });
    // The name of the third label is the code of the first.
    expect(choice.read({ text: 'A' }, subject)).toMatchObject({ value: { label: 'complaint' } });
  });
});

import { describe, expect, it } from 'vitest';
import type { Principle } from '../constitution/principle';
import { composePrompt } from '../prompt/compose';
import type { PromptDocument } from '../prompt/prompt-document';
import { judgedPrinciples, sentPreamble } from './judged-principles';

const at = '2026-01-01T00:00:00.000Z';
const principle = (id: string, text: string, status: Principle['status'] = 'on'): Principle => ({
  id,
  text,
  status,
  sources: [{ by: 'author', at }],
});
const document: PromptDocument = {
  preamble: 'Give three uses for {item}.',
  fold: null,
  principles: [
    principle('a', 'Be brief.'),
    principle('b', 'Two lines:\n1. like\n  this'),
    principle('c', 'Use bullets.', 'off'),
    principle('d', 'Be kind.', 'folded'),
  ],
};
const values = { item: 'a brick' };
const composed = composePrompt({ document, values });
const run = { prompt: composed.ok ? composed.value.text : '', values };

function judged(principles: readonly Principle[], isPreambleTheSame = true): readonly string[] {
  return judgedPrinciples(principles, run, isPreambleTheSame).map(({ id }) => id);
}

describe('The principles that a run can say something of', () => {
  it('are those that were sent, and those that the preamble carries', () => {
    expect(judged(document.principles)).toEqual(['a', 'b', 'd']);
    expect(judged(document.principles, false)).toEqual(['a', 'b']);
  });

  it('are none that came or were edited since', () => {
    expect(judged([principle('a', 'Be very brief.'), principle('e', 'Rhyme.'), principle('f', 'Be')])).toEqual([]);
  });

  it('go with the preamble that was sent', () => {
    expect(sentPreamble(document, run)).toBe(true);
    expect(sentPreamble({ ...document, preamble: 'Give three uses' }, run)).toBe(false);
    expect(sentPreamble({ ...document, preamble: 'Give three uses for {item} and {other}.' }, run)).toBe(false);
    expect(sentPreamble(document, { prompt: 'Give three uses for a brick.', values })).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { leastEntropy } from './entropy';
import { firstDifference, tokenAtCharacter } from './first-difference';
import { doubtOf, drawnPieces, logprobWords, probabilityWords, type ShownToken, spokenToken } from './shown-token';
import { tokenLines } from './token-lines';

const tokensOf = (...texts: readonly string[]): readonly ShownToken[] =>
  texts.map((token) => ({ token, logprob: -1, alternatives: [] }));

const drawn = (...texts: readonly string[]) =>
  tokenLines(tokensOf(...texts)).map(({ words, gaps }) => [
    words.map(({ tokens }) => tokens.map(({ token }) => token).join('|')),
    gaps,
  ]);

describe('tokens as lines', () => {
  it('keep the parts of a word together', () => {
    expect(drawn(' see', 'saw', ' tip', '.')).toEqual([[[' see|saw', ' tip|.'], 0]]);
  });

  it('end a line behind a line break, and leave what is empty after it', () => {
    expect(drawn('Ask', '.\n\n', 'When')).toEqual([
      [['Ask|.\n\n'], 1],
      [['When'], 0],
    ]);
  });

  it('say where each word begins in the whole', () => {
    expect(tokenLines(tokensOf('a', '\n', ' b', ' c')).flatMap(({ words }) => words.map(({ from }) => from))).toEqual([
      0, 1, 2, 3,
    ]);
  });

  it('break a text that has no spaces', () => {
    const words = tokenLines(tokensOf(...Array.from({ length: 40 }, () => '字')))[0]?.words ?? [];
    expect(words.length).toBeGreaterThan(1);
    expect(words.flatMap(({ tokens }) => tokens)).toHaveLength(40);
  });
});

describe('a token', () => {
  it('weighs more the less likely it was', () => {
    expect([0.95, 0.9, 0.6, 0.3, 0.1, 0.01].map((probability) => doubtOf(Math.log(probability)))).toEqual([
      0, 0, 1, 2, 3, 4,
    ]);
  });

  it('is drawn with its white space', () => {
    expect(drawnPieces(' look\n').map(({ text }) => text)).toEqual(['·', 'look', '↵']);
  });

  it('is read out with what cannot be seen', () => {
    expect(spokenToken('”\n\n')).toBe('”, then 2 line breaks');
    expect(spokenToken(' ')).toBe('space');
    expect(spokenToken('')).toBe('part of a character');
  });

  it('keeps the digits of a probability that is nearly nothing or nearly all', () => {
    expect([0.34, 0.0012, 0.9993, 1e-9].map((probability) => probabilityWords(Math.log(probability)))).toEqual([
      '0.34',
      '0.0012',
      '0.9993',
      'below 0.0001',
    ]);
    expect(probabilityWords(0)).toBe('1.00');
  });

  it('has a log-probability with a true minus, and none where it is nothing', () => {
    expect([-1.083, -0.001].map((value) => logprobWords(value))).toEqual(['−1.08', '0.00']);
  });
});

describe('the entropy of a step, from the likeliest tokens', () => {
  it('is exact where they are all', () => {
    const half = { token: 'a', logprob: Math.log(0.5) };
    const { bits, unseen } = leastEntropy([half, half]);
    expect(bits).toBeCloseTo(1, 12);
    expect(unseen).toBeCloseTo(0, 12);
  });

  it('counts the rest as one token, so that it is never too great', () => {
    const { bits, unseen } = leastEntropy([{ token: 'a', logprob: Math.log(0.5) }]);
    expect(bits).toBeCloseTo(1, 12);
    expect(unseen).toBeCloseTo(0.5, 12);
  });
});

describe('two completions', () => {
  it('part at the first character that differs', () => {
    expect(firstDifference('a cat', 'a dog')).toBe(2);
    expect(firstDifference('a', 'a cat')).toBe(1);
    expect(firstDifference('a', 'a')).toBeNull();
  });

  it('part at the token that holds it, whatever their tokenizers are', () => {
    expect(tokenAtCharacter(tokensOf('a', ' cat'), 2)).toBe(1);
    expect(tokenAtCharacter(tokensOf('a', ' c', 'at'), 3)).toBe(2);
  });
});

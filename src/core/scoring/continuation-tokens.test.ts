import { describe, expect, it } from 'vitest';
import { continuationTokens, promptOfContinuation } from './continuation-tokens';

/** A tokenizer of these pieces, the longest first; a number is the piece's place. */
const pieces = ['the cat', 'the', ' cat', ' ', 'c', 'a', 't', '\n', '.', 's'];
function encode(text: string): readonly number[] {
  if (text === '') return [];
  const id = pieces.findIndex((piece) => text.startsWith(piece));
  if (id < 0) throw new Error(`No piece begins ${text}.`);
  return [id, ...encode(text.slice(pieces[id]?.length))];
}

function counted(prompt: string, completion: string) {
  const wholeIds = encode(prompt + completion);
  const { first, countedOfPrompt } = continuationTokens({
    prompt,
    promptIds: encode(promptOfContinuation(prompt)),
    wholeIds,
    textBefore: (count) =>
      wholeIds
        .slice(0, count)
        .map((id) => pieces[id])
        .join(''),
  });
  return { texts: wholeIds.slice(first).map((id) => pieces[id]), countedOfPrompt };
}

describe('Tokens of a continuation', () => {
  it('are those behind the prompt’s own', () => {
    expect(counted('the cat', '.')).toEqual({ texts: ['.'], countedOfPrompt: '' });
    expect(counted('', ' cat.')).toEqual({ texts: [' cat', '.'], countedOfPrompt: '' });
  });

  it('take the white space at the end of the prompt with them', () => {
    expect(counted('cat \n', 'cat')).toEqual({ texts: [' ', '\n', 'c', 'a', 't'], countedOfPrompt: ' \n' });
    expect(counted(' ', '.')).toEqual({ texts: [' ', '.'], countedOfPrompt: ' ' });
  });

  it('begin at the first differing one where the completion changes how the prompt is cut, and tell which characters that are', () => {
    expect(counted('s the', ' cat')).toEqual({ texts: ['the cat'], countedOfPrompt: 'the' });
    expect(counted('the c', 'at')).toEqual({ texts: ['the cat'], countedOfPrompt: 'the c' });
  });

  it('count a character whole of which the first part lies before them', () => {
    const cut = { prompt: 'é', promptIds: [1, 2], wholeIds: [1, 3, 4], textBefore: () => '\uFFFD' };

    expect(continuationTokens(cut)).toEqual({ first: 1, countedOfPrompt: 'é' });
  });
});

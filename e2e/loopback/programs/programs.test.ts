import { describe, expect, it } from 'vitest';
import { encode, endsPartial, logprobsAfter, textOf, tokenString } from './token-model.mjs';

describe('the token model of the loopback servers', () => {
  it.each(['', ' a cat.', '🙂 well!', 'Größe\n\ttabs  ', '<|user|> the dog'])(
    'cuts %j into tokens and back',
    (text) => {
      expect(textOf(encode(text))).toBe(text);
    },
  );

  it('has probabilities that add up to 1, and other ones after another token', () => {
    const sums = [encode(' cat'), encode(' well'), []].map((ids) =>
      logprobsAfter(ids).reduce((sum, logprob) => sum + Math.exp(logprob), 0),
    );
    for (const sum of sums) expect(sum).toBeCloseTo(1, 12);
    expect(logprobsAfter(encode(' cat'))).not.toEqual(logprobsAfter(encode(' dog')));
  });

  it('knows halves of characters, and writes tokens as vocabularies do', () => {
    const [first = -1] = encode('🙂');
    expect(encode('🙂')).toHaveLength(2);
    expect(textOf([first])).toBe('\uFFFD');
    expect([endsPartial([first]), endsPartial(encode('🙂'))]).toEqual([true, false]);
    expect(encode(' a\n').map(tokenString)).toEqual(['Ġa', 'Ċ']);
  });
});

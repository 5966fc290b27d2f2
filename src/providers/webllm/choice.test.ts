import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choiceGrammar, mostProbable, posteriorOfAlternatives, posteriorOfLogits } from './choice';

describe('The grammar of a choice', () => {
  it('quotes what would end its strings', () => {
    expect(choiceGrammar(['a"b', 'c\\d', 'e\nf'])).toBe('root ::= "a\\"b" | "c\\\\d" | "e\\nf"');
  });
});

describe('The posterior of a choice', () => {
  it('gives an option that was crowded out what probability is left', () => {
    const alternatives = [
      { token: 'A', logprob: Math.log(0.7) },
      { token: 'B', logprob: Math.log(0.2) },
    ];
    const posterior = posteriorOfAlternatives(['A', 'B', 'C', 'D'], { top_logprobs: alternatives }) ?? [];
    for (const [at, share] of [0.7, 0.2, 0.05, 0.05].entries()) expect(posterior[at]).toBeCloseTo(share, 9);
  });

  it('counts no token twice and none that stands for no text', () => {
    const texts = ['A', '', 'B', ' A'];
    const logits = Float32Array.from([1, 9, 1, -3.4e38]);
    expect(posteriorOfLogits(['A', 'B'], { logits, textOf: (token) => texts[token] ?? '' })).toEqual([0.5, 0.5]);
  });

  it('is nothing when the logits are no numbers, or allow nothing', () => {
    const textOf = () => 'A';
    expect(posteriorOfLogits(['A', 'B'], { logits: Float32Array.from([1, Number.NaN]), textOf })).toBeUndefined();
    expect(posteriorOfLogits(['A', 'B'], { logits: Float32Array.from([-3.4e38]), textOf })).toBeUndefined();
  });

  it('adds up to one for any logits, also such as overflow, and is highest where they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { minLength: 2, maxLength: 20 }),
        (values) => {
          const options = values.map((_, at) => String.fromCharCode(97 + at));
          const logits = Float32Array.from(values);
          const posterior = posteriorOfLogits(options, { logits, textOf: (token) => options[token] ?? '' }) ?? [];
          expect(posterior.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
          const best = options.indexOf(mostProbable(options, posterior));
          expect(posterior[best]).toBe(Math.max(...posterior));
          expect(posterior[logits.indexOf(Math.max(...logits))]).toBe(Math.max(...posterior));
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random';
import { createDecoder, type DecodedToken, type DecodingReport } from './decoder';
import { type DecodingRules, decodingRules } from './decoding-rules';
import { NoDistributionError } from './softmax';

const plain: DecodingRules = {
  bias: [],
  presencePenalty: 0,
  frequencyPenalty: 0,
  multiplicative: false,
  penaltiesCoverPrompt: false,
  temperature: 1,
  topK: null,
  topP: 1,
  minTokens: 0,
};

/** One step on these logits. */
function decoded(
  logits: readonly number[],
  rules: Partial<DecodingRules>,
  given: Partial<Omit<Parameters<typeof createDecoder>[0], 'rules'>> = {},
): DecodedToken {
  return decoderOf(rules, given).next(Float64Array.from(logits));
}

function decoderOf(rules: Partial<DecodingRules>, given: Partial<Omit<Parameters<typeof createDecoder>[0], 'rules'>>) {
  const report: DecodingReport = { alternatives: 20, asSampled: true };
  const rest = { random: createRandom(1), endTokens: [], promptTokens: [], prefixTokens: [], report };
  return createDecoder({ ...rest, ...given, rules: { ...plain, ...rules } });
}

/** Probabilities that a token was drawn from, by id. */
function drawnFrom(token: DecodedToken, vocabulary: number): readonly number[] {
  const likeliest = new Map(token.sampled?.likeliest.map(({ id, logprob }) => [id, Math.exp(logprob)]));
  return Array.from({ length: vocabulary }, (_, id) => likeliest.get(id) ?? 0);
}

function softmax(logits: readonly number[]): readonly number[] {
  const max = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - max));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The same, computed in the plain way: sort everything, and keep from the front. */
function sievedPlainly(logits: readonly number[], { temperature, topK, topP }: DecodingRules): readonly number[] {
  const order = logits.map((_, id) => id).sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0) || a - b);
  const left = order.slice(0, topK ?? order.length);
  const probabilities = softmax(left.map((id) => (logits[id] ?? 0) / temperature));
  let mass = 0;
  const kept = left.filter((_, place) => {
    const goesOn = place === 0 || mass < topP;
    mass += probabilities[place] ?? 0;
    return goesOn;
  });
  const again = softmax(kept.map((id) => (logits[id] ?? 0) / temperature));
  return logits.map((_, id) => again[kept.indexOf(id)] ?? 0);
}

/** Of few values, so that some are equal. */
const someLogits = fc.array(
  fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.double({ min: -30, max: 30, noNaN: true }).map((logit) => Math.round(logit * 1000) / 1000),
  ),
  { minLength: 1, maxLength: 12 },
);

describe('A decoding step', () => {
  it('tells the model’s own probabilities, at temperature 1 and before everything that bends them', () => {
    fc.assert(
      fc.property(someLogits, fc.double({ min: 0, max: 2, noNaN: true }), (logits, temperature) => {
        const bias = [{ token: 0, bias: 5 }];
        const { own } = decoded(logits, { temperature, bias, presencePenalty: 1 }, { prefixTokens: [0] });
        const probabilities = softmax(logits);

        expect(own?.likeliest).toHaveLength(logits.length);
        for (const { id, logprob } of own?.likeliest ?? []) {
          expect(logprob).toBeCloseTo(Math.log(probabilities[id] ?? 0), 12);
          expect(logprob).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('temperature 0 still shows probabilities', () => {
    const { id, own, sampled } = decoded([1, 3, 2], { temperature: 0 });

    expect(id).toBe(1);
    expect(own?.logprob).toBeCloseTo(Math.log(softmax([1, 3, 2])[1] ?? 0), 14);
    expect(own?.likeliest.map((token) => token.id)).toEqual([1, 2, 0]);
    expect(sampled).toEqual({ logprob: 0, likeliest: [{ id: 1, logprob: 0 }] });
  });

  it('tells rank and entropy over all tokens; a tie counts as the better rank', () => {
    const { own } = decoded([0, 0, 0, 0], { bias: [{ token: 3, bias: 100 }] });

    expect(own).toMatchObject({ id: 3, rank: 1, entropy: 2 });
    expect(own?.likeliest.map(({ id }) => id)).toEqual([3, 0, 1, 2]);
    expect(decoded([5, 0, 5, 4], { bias: [{ token: 3, bias: 100 }] }).own?.rank).toBe(3);
    expect(decoded([0, 7], { temperature: 0 }).own?.entropy).toBeLessThan(0.02);
  });

  it('is drawn from what temperature, top K and top P leave, in this order', () => {
    fc.assert(
      fc.property(
        someLogits,
        fc.record({
          temperature: fc.double({ min: 0.05, max: 2, noNaN: true }),
          topK: fc.option(fc.integer({ min: 1, max: 14 })),
          // Borders that no sum of probabilities hits by rounding.
          topP: fc.constantFrom(0.000_01, 0.2371, 0.5173, 0.9137, 1),
        }),
        (logits, rules) => {
          const token = decoded(logits, rules);
          const expected = sievedPlainly(logits, { ...plain, ...rules });

          expect(expected[token.id]).toBeGreaterThan(0);
          drawnFrom(token, logits.length).forEach((probability, id) => {
            expect(probability).toBeCloseTo(expected[id] ?? 0, 10);
          });
        },
      ),
    );
  });

  it('is drawn at temperature 1 from the nucleus of the bent logits, however much a bias moves', () => {
    fc.assert(
      fc.property(someLogits, fc.constantFrom(-100, -40, -3, 0.1, 3, 40, 100), (logits, bias) => {
        const greatest = logits.indexOf(Math.max(...logits));
        const rules = { temperature: 1, topP: 0.9137 };
        for (const token of [0, greatest]) {
          const bent = logits.map((logit, id) => (id === token ? logit + bias : logit));
          const expected = sievedPlainly(bent, { ...plain, ...rules });
          const drawn = drawnFrom(decoded(logits, { ...rules, bias: [{ token, bias }] }), logits.length);
          drawn.forEach((probability, id) => {
            expect(probability).toBeCloseTo(expected[id] ?? 0, 12);
          });
        }
      }),
    );
  });

  it('keeps the lowest ids of equals at the border of top K and of top P', () => {
    expect(drawnFrom(decoded([1, 1, 1, 1], { topK: 2 }), 4)).toEqual([0.5, 0.5, 0, 0]);
    expect(drawnFrom(decoded([1, 1, 1, 1], { topP: 0.5 }), 4)).toEqual([0.5, 0.5, 0, 0]);
    expect(drawnFrom(decoded([1, 1, 1, 1], { topP: 0 }), 4)).toEqual([1, 0, 0, 0]);
  });

  it('draws each token as often as its probability says', () => {
    const decoder = decoderOf({}, { report: null, random: createRandom(7) });
    const logits = Float64Array.from([0.7, 0.2, 0.1], Math.log);
    const drawn = Array.from({ length: 20_000 }, () => decoder.next(logits).id);
    const share = (id: number) => drawn.filter((other) => other === id).length / drawn.length;

    expect([0, 1, 2].map((id) => Math.round(share(id) * 50) / 50)).toEqual([0.7, 0.2, 0.1]);
  });

  it('draws the same tokens from the same seed, and others from another', () => {
    const drawn = (seed: number) => {
      const decoder = decoderOf({}, { random: createRandom(seed) });
      return Array.from({ length: 24 }, () => decoder.next(new Float64Array(50)).id);
    };

    expect(drawn(3)).toEqual(drawn(3));
    expect(drawn(3)).not.toEqual(drawn(4));
  });

  it('never draws what cannot come', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const only = decoded(
          [Number.NEGATIVE_INFINITY, 0, Number.NEGATIVE_INFINITY],
          {},
          { random: createRandom(seed) },
        );
        expect(only.id).toBe(1);
        expect(only.own).toMatchObject({ logprob: 0, likeliest: [{ id: 1, logprob: 0 }] });
      }),
    );
  });

  it.each([
    ['a logit that is no number', [1, Number.NaN]],
    ['a logit without end', [1, Number.POSITIVE_INFINITY]],
    ['nothing that can come', [Number.NEGATIVE_INFINITY]],
    ['no vocabulary', []],
  ])('fails on %s', (_what, logits) => {
    expect(() => decoded(logits, {})).toThrow(NoDistributionError);
    expect(() => decoded(logits, {}, { report: null })).toThrow(NoDistributionError);
  });

  it('leaves the logits as they are', () => {
    const logits = Float32Array.from([1, 2, 3]);
    decoderOf({ bias: [{ token: 0, bias: -100 }], minTokens: 2 }, { endTokens: [1] }).next(logits);

    expect([...logits]).toEqual([1, 2, 3]);
  });
});

describe('Penalties and bias', () => {
  const logits = [2, -2, 0.5, 1];
  /** What the logits became, up to one number for all, which no softmax sees. */
  const bentBy = (
    rules: Partial<DecodingRules>,
    prefixTokens: readonly number[],
    promptTokens: readonly number[] = [],
  ) => drawnFrom(decoded(logits, rules, { prefixTokens, promptTokens }), logits.length);
  const expectBent = (found: readonly number[], expected: readonly number[]) => {
    for (const [id, probability] of softmax(expected).entries()) expect(found[id]).toBeCloseTo(probability, 12);
  };

  it('take the presence penalty off once, and the frequency penalty for each time', () => {
    expectBent(bentBy({ presencePenalty: 0.5 }, [0, 0, 1]), [1.5, -2.5, 0.5, 1]);
    expectBent(bentBy({ frequencyPenalty: 0.25 }, [0, 0, 1]), [1.5, -2.25, 0.5, 1]);
    expectBent(bentBy({ presencePenalty: 0.5, frequencyPenalty: -0.25 }, [0, 0, 1]), [2, -2.25, 0.5, 1]);
  });

  it('divide a positive logit by 1 + p and multiply a negative one, where the presence penalty is multiplicative', () => {
    expectBent(bentBy({ presencePenalty: 0.25, multiplicative: true }, [0, 0, 1]), [1.6, -2.5, 0.5, 1]);
  });

  it('count tokens of the prompt where they are told to, and only there', () => {
    expectBent(bentBy({ presencePenalty: 1 }, [0], [2]), [1, -2, 0.5, 1]);
    expectBent(bentBy({ presencePenalty: 1, penaltiesCoverPrompt: true }, [0], [2]), [1, -2, -0.5, 1]);
  });

  it('see what was drawn before', () => {
    const decoder = decoderOf({ temperature: 0, presencePenalty: 2 }, {});
    const same = Float64Array.from([1.5, 1, 0]);

    expect([decoder.next(same).id, decoder.next(same).id, decoder.next(same).id]).toEqual([0, 1, 2]);
  });

  it('a whole number is a bias', () => {
    expectBent(bentBy({ bias: [{ token: 1, bias: 3 }] }, []), [2, 1, 0.5, 1]);
    expect(decoded(logits, { bias: [{ token: 1, bias: 100 }] }).id).toBe(1);
  });

  it('come before temperature and top K', () => {
    const found = bentBy({ bias: [{ token: 1, bias: 5 }], temperature: 0.5, topK: 2 }, []);

    expectBent(found, [4, 6, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  });

  it('forbid the end tokens until enough others were written, those of the prefix counted', () => {
    const decoder = decoderOf(
      { temperature: 0, minTokens: 3, bias: [{ token: 0, bias: 100 }] },
      { endTokens: [0], prefixTokens: [1] },
    );
    const next = () => decoder.next(Float64Array.from([9, 1, 0])).id;

    expect([next(), next(), next()]).toEqual([1, 1, 0]);
  });
});

describe('Decoding rules', () => {
  const own = { temperature: 0.7, topK: 40, topP: 0.95, presencePenalty: 0, frequencyPenalty: 0.1 };

  it('are the model’s own where nothing is asked for', () => {
    expect(decodingRules({ settings: {} }, own)).toMatchObject({
      ...own,
      bias: [],
      multiplicative: false,
      minTokens: 0,
    });
    expect(decodingRules({ settings: { temperature: 0, topK: 1 } }, own)).toMatchObject({
      temperature: 0,
      topK: 1,
      topP: 0.95,
    });
  });

  it('refuse a multiplicative penalty that would divide by nothing', () => {
    const completion = { multiplicativePresencePenalty: true } as const;

    expect(() => decodingRules({ settings: { presencePenalty: -1 }, completion }, own)).toThrow(/above -1/);
    expect(() => decodingRules({ settings: { temperature: Number.NaN } }, own)).toThrow(/temperature of NaN/);
  });
});

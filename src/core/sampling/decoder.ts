import type { Random } from '../random';
import { bendLogits, bendsNothing, bentTokens, type Written } from './bend-logits';
import type { DecodingRules } from './decoding-rules';
import { moveMasses, sieveSpace, sieveTokens } from './draw-token';
import { type LikelyToken, type MeasuredToken, measureToken } from './likeliest';
import { type Logits, massesSpace, softmaxOf, softmaxWithMasses } from './softmax';

/** What is told of each token beside itself. */
export interface DecodingReport {
  /** Likeliest tokens, 0 or more. */
  readonly alternatives: number;
  /** Also of the distribution that it was drawn from. */
  readonly asSampled: boolean;
}

export interface DecodedToken {
  readonly id: number;
  /** Of the model's own distribution: at temperature 1, before bias and penalties. Absent where no report is asked for. */
  readonly own?: MeasuredToken & {
    /** In bits, over all tokens. */
    readonly entropy: number;
  };
  readonly sampled?: { readonly logprob: number; readonly likeliest: readonly LikelyToken[] };
}

/** Chooses the tokens of one completion, one after the other. */
export interface Decoder {
  /** `logits` as the model gave them; they are left as they are. Throws NoDistributionError. */
  next(logits: Logits): DecodedToken;
}

export function createDecoder(how: {
  readonly rules: DecodingRules;
  readonly random: Random;
  /** None of them comes before `minTokens` others have. */
  readonly endTokens: readonly number[];
  readonly promptTokens: readonly number[];
  /** Written already: a completion that is gone on with. */
  readonly prefixTokens: readonly number[];
  readonly report: DecodingReport | null;
}): Decoder {
  const { rules, random, endTokens, report } = how;
  const counts = new Map<number, number>();
  const count = (token: number) => counts.set(token, (counts.get(token) ?? 0) + 1);
  for (const token of rules.penaltiesCoverPrompt ? how.promptTokens : []) count(token);
  for (const token of how.prefixTokens) count(token);
  let written = how.prefixTokens.length;
  let space = sieveSpace(0);
  let bentSpace = new Float64Array(0);

  // The model's own distribution is the one that top P looks at, but for the few tokens that are bent.
  const masses = rules.temperature === 1 && rules.topK === null && rules.topP < 1 ? massesSpace() : null;

  function bentOf(logits: Logits, state: Written): Logits {
    if (bendsNothing(rules, state)) return logits;
    if (bentSpace.length !== logits.length) bentSpace = new Float64Array(logits.length);
    bentSpace.set(logits);
    bendLogits(bentSpace, rules, state);
    return bentSpace;
  }

  return {
    next(logits) {
      if (space.weights.length !== logits.length) space = sieveSpace(logits.length);
      const softmax = report === null ? null : masses === null ? softmaxOf(logits) : softmaxWithMasses(logits, masses);
      const state = { counts, forbidden: written < rules.minTokens ? endTokens : [] };
      const bent = bentOf(logits, state);
      const known =
        softmax !== null &&
        masses !== null &&
        moveMasses(masses, { logits, bent, changed: bentTokens(rules, state), softmax })
          ? { max: softmax.max, masses }
          : null;
      const sieved = sieveTokens(bent, rules, space, known);
      const id = sieved.draw(random);
      count(id);
      written += 1;
      if (report === null || softmax === null) return { id };
      const { alternatives, asSampled } = report;
      const own = { ...measureToken(logits, { id, softmax, alternatives }), entropy: softmax.entropy };
      if (!asSampled) return { id, own };
      return { id, own, sampled: { logprob: sieved.logprob(id), likeliest: sieved.likeliest(alternatives) } };
    },
  };
}

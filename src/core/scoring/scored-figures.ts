import type { ScoredText, ScoredToken } from '../model/scoring-model';
import type { ScoreFigures } from './figures';

/**
 * What Evaluate shows of a scored text. Characters and bytes are those of the counted text: of the expected completion, with what is
 * counted of the prompt, and without a first token that has no probability.
 */
export function scoredFigures(scored: ScoredText, expected: string): ScoreFigures {
  const { tokens } = scored;
  const text = countedText(scored, expected);
  const characters = codePoints(text);
  const bytes = utf8Bytes(text);
  const logPerplexity = Math.max(
    0,
    tokens.reduce((sum, { logprob }) => sum - Math.max(logprob, leastLogprob), 0),
  );
  const greedyTokens = tokens.filter(isGreedy).length;
  return {
    logprob: logPerplexity === 0 ? 0 : -logPerplexity,
    tokens: tokens.length,
    characters,
    bytes,
    logPerplexity,
    perToken: logPerplexity / Math.max(1, tokens.length),
    perCharacter: logPerplexity / Math.max(1, characters),
    bitsPerByte: logPerplexity / (Math.LN2 * Math.max(1, bytes)),
    greedy: greedyTokens === tokens.length,
    greedyTokens,
    argmaxCompletion: tokens.map(argmaxOf).join(''),
  };
}

/** A probability of 0 counts as the smallest that float64 holds: files of JSON have no infinity, and neither do averages. */
const leastLogprob = Math.log(Number.MIN_VALUE);

/** A tie at the top counts. Where no rank is told, the token is compared with the likeliest. */
function isGreedy({ logprob, rank, likeliest }: ScoredToken): boolean {
  if (rank !== undefined) return rank === 1;
  const [top] = likeliest;
  return top !== undefined && logprob >= top.logprob;
}

/** Where several are the likeliest, the given one of them. */
function argmaxOf(scored: ScoredToken): string {
  return isGreedy(scored) ? scored.token : (scored.likeliest[0]?.token ?? scored.token);
}

function countedText({ tokens, countedOfPrompt, from }: ScoredText, expected: string): string {
  const whole = countedOfPrompt + expected;
  if (from !== 'second-token') return whole;
  const counted = tokens.map(({ token }) => token).join('');
  // Not where the cut goes through a character.
  return whole.endsWith(counted) ? counted : whole;
}

/** An emoji is one, and so is half of a pair by itself. */
function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Half of a pair by itself becomes U+FFFD, as every encoder has it. */
function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

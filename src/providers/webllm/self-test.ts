import type { ChatChunk, ChatLogprob, EnginePort } from './engine-port';

/** `nonsense`: what came, for the log; the model is not to be used. */
export type SelfTestResult = { readonly ok: true } | { readonly ok: false; readonly got: string };

/**
 * `known-answer`: the model has to make sense. `numbers`: its numbers have to be numbers, no more; for models of random weights, which
 * tests load.
 */
export type SelfTest = 'known-answer' | 'numbers';

const question = 'What is the capital of France? Answer with one word.';
const answer = /paris/i;
/** Enough for "The capital of France is Paris." in the smallest of vocabularies. */
const mostTokens = 16;
/** Natural logarithm per token: a model that knows its language is surer than this of its first choice; noise is near -10. */
const leastMeanLogprob = -2.5;

/**
 * Wrong bytes in a shard of the right size, and drivers that compute wrongly, load without an error. Greedy by a tiny nucleus, at
 * temperature 1, where the log-probabilities still say how sure the model is. A wrong answer alone is forgiven: a model may be small,
 * foreign, or one that thinks aloud first, as long as it is sure and writes words.
 */
export async function chatSelfTest(
  engine: EnginePort,
  { id, kind, heard }: { readonly id: string; readonly kind: SelfTest; readonly heard: () => void },
): Promise<SelfTestResult> {
  const chunks = await engine.chat.completions.create({
    model: id,
    messages: [{ role: 'user', content: question }],
    stream: true,
    stream_options: { include_usage: true },
    temperature: 1,
    top_p: 1e-5,
    presence_penalty: 0,
    frequency_penalty: 0,
    max_tokens: kind === 'numbers' ? 1 : mostTokens,
    seed: 1,
    logprobs: true,
    top_logprobs: 1,
  });
  let text = '';
  const logprobs: number[] = [];
  let stopping = false;
  // Always to the end: only then does the engine let the next call in.
  for await (const chunk of chunks) {
    heard();
    text += chunk.choices[0]?.delta.content ?? '';
    logprobs.push(...logprobsIn(chunk).map(({ logprob }) => logprob));
    if (stopping || !answer.test(text)) continue;
    stopping = true;
    engine.interruptGenerate();
  }
  if (logprobs.length === 0 || !logprobs.every(Number.isFinite)) return { ok: false, got: text };
  if (kind === 'numbers' || answer.test(text)) return { ok: true };
  return isSure(logprobs) && isWords(text) ? { ok: true } : { ok: false, got: text };
}

function logprobsIn({ choices }: ChatChunk): readonly ChatLogprob[] {
  return choices[0]?.logprobs?.content ?? [];
}

function isSure(logprobs: readonly number[]): boolean {
  return logprobs.reduce((sum, logprob) => sum + logprob, 0) / logprobs.length >= leastMeanLogprob;
}

/** Mostly letters, and not one word over and over, which is how broken kernels often speak, and surely. */
function isWords(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const visible = text.replace(/\s/g, '').length;
  return letters > 0 && letters >= visible * 0.6 && new Set(words).size * 2 > words.length;
}

const alike = ['The cat sleeps on the warm sofa.', 'The cat sleeps on a sofa.'] as const;
const different = 'Central banks raised interest rates by half a percent.';

/** `dimensions` of its vectors. Two sentences about a cat have to be nearer than one about banks. */
export function judgeEmbeddings(
  vectors: readonly (readonly number[])[],
  kind: SelfTest,
):
  | (SelfTestResult & { readonly ok: true; readonly dimensions: number })
  | { readonly ok: false; readonly got: string } {
  const [first, second, third] = vectors;
  const wrong = { ok: false, got: `${vectors.length} vectors` } as const;
  if (first === undefined || second === undefined || third === undefined) return wrong;
  const sound = vectors.every((vector) => vector.length === first.length && Math.hypot(...vector) > 0);
  if (!sound || !vectors.flat().every(Number.isFinite)) return wrong;
  const makesSense = kind === 'numbers' || cosine(first, second) > cosine(first, third);
  return makesSense ? { ok: true, dimensions: first.length } : wrong;
}

export const embeddingTestTexts: readonly string[] = [...alike, different];

function cosine(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0) / (Math.hypot(...a) * Math.hypot(...b));
}

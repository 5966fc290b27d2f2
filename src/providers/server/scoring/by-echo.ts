import { orAbort } from '../../../core/model/abort';
import { userPrompt } from '../../../core/model/model-prompt';
import type { TokenAlternative, Usage } from '../../../core/model/reply';
import type { ScoredText, ScoredToken, ScoreRequest } from '../../../core/model/scoring-model';
import { promptOfContinuation } from '../../../core/scoring/continuation-tokens';
import type { EachRequest } from '../../each-request';
import { isRecord } from '../content-parts';
import { type AskedModel, strange } from '../cut-text';
import { readRefusal } from '../refusal';
import { refusalError } from '../refusal-error';
import { jsonOf, send } from '../send';
import { rankAmong } from './rank-among';
import { cannotScore, noLogprob, onlyOneToken } from './scoring-errors';
import { singleText } from './single-text';

/** Which models of which servers were found to echo a prompt with its log-probabilities. */
export type KnownEchoes = Map<string, boolean>;

type PacedModel = AskedModel & { readonly each: EachRequest };

/** What OpenAI's own call tells at most, and what others took over with it. */
const mostAlternatives = 5;

/**
 * A server of no program that we know, by an echo of prompt and completion. Some take `echo` and tell the last token's log-probability
 * alone, which would score everything 0: so one probe has to give those of all tokens of its prompt.
 */
export async function scoreByEcho(
  { prompt, as, expected, alternatives }: ScoreRequest,
  { echoes, ...asked }: PacedModel & { readonly echoes: KnownEchoes },
): Promise<ScoredText> {
  if (as === 'reply') {
    const why =
      'This server does not tell its chat template, so a reply cannot be scored. Evaluate the text as "Continuation of the text".';
    throw cannotScore(why);
  }
  const full = singleText(prompt);
  const key = `${asked.connection.url} ${asked.model}`;
  const isKnown = echoes.get(key) ?? (await echoesPrompts(asked));
  echoes.set(key, isKnown);
  if (!isKnown) throw cannotScore(noEcho);
  const whole = full + expected;
  const count = Math.min(alternatives, mostAlternatives);
  const { tokens, usage, version } = await asked.each(
    {
      prompt: userPrompt(whole),
      outputTokens: 1,
      async ask(signal) {
        const answer = await echoOf(whole, count, { ...asked, signal });
        return { answer, usage: answer.usage };
      },
    },
    asked.signal,
  );
  const from = tokens.findIndex(({ ends }) => ends > promptOfContinuation(full).length);
  const isFirst = from === 0;
  const scored = tokens.slice(isFirst ? 1 : from).map(scoredOf);
  if (scored.length === 0) throw onlyOneToken();
  return {
    tokens: scored,
    countedOfPrompt: full.slice(isFirst ? 0 : (tokens[from]?.begins ?? full.length)),
    from: isFirst ? 'second-token' : 'prompt',
    usage,
    ...(version === undefined ? {} : { modelVersion: version }),
  };
}

const noEcho =
  'This server does not tell the log-probabilities of a given text: its answer to a probe did not hold those of all tokens of the prompt. Choose vLLM, llama.cpp or a local model; the judge in Tune can compare texts instead.';

const probe = 'The sky is blue, and the grass is green.';

async function echoesPrompts({ connection, model, signal: all, each }: PacedModel): Promise<boolean> {
  const usage = { inputTokens: 10, outputTokens: 1, thoughtTokens: 0, estimated: true };
  const ask = async (signal: AbortSignal) => ({ answer: await isEchoed({ connection, model, signal }), usage });
  return each({ prompt: userPrompt(probe), outputTokens: 1, ask }, all);
}

async function isEchoed({ connection, model, signal }: AskedModel): Promise<boolean> {
  const response = await send(connection, { path: '/completions', body: bodyOf(probe, 1, model), signal });
  if (!response.ok) {
    const refusal = await orAbort(readRefusal(response), signal);
    // What may pass is no answer to the question.
    if (refusal.status === 400 || refusal.status === 404 || refusal.status === 405 || refusal.status === 422)
      return false;
    throw refusalError(refusal, { connection, model });
  }
  const tokens = tokensIn(await jsonOf(response, signal), probe);
  return tokens !== undefined && tokens.length > 1 && tokens.slice(1).every(({ logprob }) => logprob !== null);
}

function bodyOf(prompt: string, logprobs: number, model: string) {
  return { model, prompt, max_tokens: 1, temperature: 0, echo: true, logprobs };
}

interface Echoed {
  readonly token: string;
  /** Places in the text. */
  readonly begins: number;
  readonly ends: number;
  readonly logprob: number | null;
  readonly likeliest: readonly TokenAlternative[];
}

async function echoOf(
  text: string,
  count: number,
  asked: AskedModel,
): Promise<{ readonly tokens: readonly Echoed[]; readonly usage: Usage; readonly version: string | undefined }> {
  const { connection, model, signal } = asked;
  const response = await send(connection, { path: '/completions', body: bodyOf(text, count, model), signal });
  if (!response.ok) throw refusalError(await orAbort(readRefusal(response), signal), { connection, model });
  const body = await jsonOf(response, signal);
  const tokens = tokensIn(body, text);
  if (tokens === undefined || !isRecord(body)) throw strange(body, asked);
  const usage = isRecord(body.usage) ? body.usage : {};
  return {
    tokens,
    usage: {
      inputTokens: typeof usage.prompt_tokens === 'number' ? usage.prompt_tokens : tokens.length,
      outputTokens: typeof usage.completion_tokens === 'number' ? usage.completion_tokens : 1,
      thoughtTokens: 0,
      estimated: typeof usage.prompt_tokens !== 'number',
    },
    version: typeof body.model === 'string' ? body.model : undefined,
  };
}

/** Those of the text alone: what was written behind it is left out. Undefined where they do not make up the text. */
function tokensIn(body: unknown, text: string): readonly Echoed[] | undefined {
  const [choice] = isRecord(body) && Array.isArray(body.choices) ? (body.choices as readonly unknown[]) : [];
  const told = isRecord(choice) ? choice.logprobs : undefined;
  if (!isRecord(told) || !Array.isArray(told.tokens) || !Array.isArray(told.token_logprobs)) return undefined;
  const top: readonly unknown[] = Array.isArray(told.top_logprobs) ? told.top_logprobs : [];
  const echoed: Echoed[] = [];
  let at = 0;
  for (const [place, token] of told.tokens.entries()) {
    if (at >= text.length) break;
    if (typeof token !== 'string' || !text.startsWith(token, at)) return undefined;
    const logprob: unknown = told.token_logprobs[place];
    echoed.push({
      token,
      begins: at,
      ends: at + token.length,
      logprob: typeof logprob === 'number' ? logprob : null,
      likeliest: alternativesIn(top[place]),
    });
    at += token.length;
  }
  return at === text.length ? echoed : undefined;
}

function alternativesIn(top: unknown): readonly TokenAlternative[] {
  const entries = isRecord(top) ? Object.entries(top) : [];
  return entries
    .flatMap(([token, logprob]) => (typeof logprob === 'number' ? [{ token, logprob }] : []))
    .toSorted((one, other) => other.logprob - one.logprob);
}

function scoredOf({ token, logprob, likeliest }: Echoed): ScoredToken {
  if (logprob === null || logprob <= -9999) throw noLogprob(token);
  const rank = rankAmong(logprob, likeliest);
  return { token, logprob: Math.min(0, logprob), ...(rank === undefined ? {} : { rank }), likeliest };
}

import type { ModelEvent } from '../../../core/model/language-model';
import { ModelError } from '../../../core/model/model-error';
import type { Reply, TokenLogprob } from '../../../core/model/reply';
import { type Answer, toReply } from '../answer';
import { open } from '../open-call';
import type { KnownPrograms } from '../program';
import { type Call, type Pieces, readAnswer } from '../read-answer';
import { createThoughtFilter, type Shown, shown } from '../thoughts';
import { echoedPrompt } from './echoed-prompt';
import { nameTokens } from './name-tokens';
import { askChat, askedOf, askNative, askText, type Completing, nativePrompt, wayOf } from './ways';

/** A completion of the Playground, as the program of the server honours it; what it does not honour was refused before. */
export async function* complete(call: Call, programs: KnownPrograms): AsyncGenerator<ModelEvent> {
  const program = await programs.of(call.connection, call.line);
  const options = call.request.completion ?? {};
  const completing: Completing = { call, program, options };
  const promptTokens = options.echo === true ? await echoedPrompt(completing) : undefined;
  const filter = options.rawPrompt === true ? plainFilter : createThoughtFilter();
  const pieces = await piecesOf(completing);
  for (;;) {
    const next = await pieces.next();
    if (next.done !== true) {
      yield* shown(filter.take(next.value));
      continue;
    }
    yield* shown(filter.end());
    const reply = await replyOf(next.value, completing);
    yield { type: 'done', reply: promptTokens === undefined ? reply : { ...reply, promptTokens }, cached: false };
    return;
  }
}

const plainFilter = {
  take: (text: string): Shown => ({ kind: 'text', text }),
  end: (): Shown => ({ kind: 'text', text: '' }),
};

async function piecesOf(completing: Completing): Promise<Pieces> {
  const { call } = completing;
  switch (wayOf(completing)) {
    case 'chat':
      return readAnswer((await open(call, askChat(completing))).response, call);
    case 'text':
      return readAnswer((await open(call, await askText(completing))).response, call);
    case 'native':
      return nativePieces(completing);
  }
}

/** llama.cpp knows no least number of tokens: those are written first, without an end, and the rest behind them. */
async function* nativePieces(completing: Completing): Pieces {
  const { call, options } = completing;
  const prompt = await nativePrompt(completing);
  const most = call.request.settings.maxOutputTokens;
  const ask = async (asked: Parameters<typeof askNative>[1]) =>
    readAnswer((await open(call, askNative(completing, asked))).response, call);
  if (options.minTokens === undefined) return yield* await ask({ prompt, most, phase: 'rest' });
  const least = Math.min(options.minTokens, most ?? options.minTokens);
  const first = yield* await ask({ prompt, most: least, phase: 'minimum' });
  const left = most === undefined ? undefined : most - least;
  if (left === 0) return first;
  const second = yield* await ask({ prompt: [...prompt, ...first.ids], most: left, phase: 'rest' });
  return joined(first, second);
}

/** The prompt was read once; what the second answer read behind it, the first one wrote. */
function joined(first: Answer, second: Answer): Answer {
  const { prompt } = first.counts;
  const completion = (first.counts.completion ?? 0) + (second.counts.completion ?? 0);
  return {
    ...second,
    raw: first.raw + second.raw,
    tokens: [...first.tokens, ...second.tokens],
    ids: [...first.ids, ...second.ids],
    counts: { ...(prompt === undefined ? {} : { prompt }), ...(completion === 0 ? {} : { completion }) },
  };
}

async function replyOf(answer: Answer, { call, program, options }: Completing): Promise<Reply> {
  const { prompt, settings } = call.request;
  const isNamed = program === 'vllm' && options.rawPrompt === true && answer.tokens.length > 0;
  const tokens = isNamed ? await namedOrNone(answer, call) : answer.tokens;
  const reply = toReply({ ...answer, tokens }, { prompt, json: false, key: call.connection.key, keepsBlanks: true });
  if (reply.tokens === undefined) return reply;
  return { ...reply, tokens: reply.tokens.map((token) => trimmed(token, settings.logprobs ?? 0)) };
}

/** A text that has come is not lost for names that do not. */
async function namedOrNone({ tokens }: Answer, call: Call): Promise<Answer['tokens']> {
  try {
    return await nameTokens(tokens, askedOf(call));
  } catch (error) {
    if (call.line.aborted || !(error instanceof ModelError)) throw error;
    return [];
  }
}

/** To as many alternatives as were asked for: some programs tell of more. */
function trimmed(token: TokenLogprob, count: number): TokenLogprob {
  return { ...token, alternatives: token.alternatives.slice(0, count) };
}

import { checkRoom } from '../../core/model/context-room';
import type { ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import type { ModelRequest } from '../../core/model/model-request';
import type { Finish, Reply, TokenAlternative, TokenLogprob, Usage } from '../../core/model/reply';
import { createRandom } from '../../core/random';
import { createDecoder, type DecodedToken } from '../../core/sampling/decoder';
import { decodingRules } from '../../core/sampling/decoding-rules';
import { type LikelyToken, measureToken } from '../../core/sampling/likeliest';
import { softmaxOf } from '../../core/sampling/softmax';
import { stopSequences } from '../../core/sampling/stop-sequences';
import type { PreparedChat } from './chat-template';
import type { Lease, ModelOnSlot } from './engine-slot';
import { badRequest, chatTokens, checkTokens, encode, rawText, textAfter } from './prompt-tokens';
import { type TokenRun, tokenRun } from './token-run';

/**
 * A completion of the Playground. The engine only computes logits, and we choose every token: of its own sampling nothing is left, neither
 * penalties nor temperature, and the probabilities are the model's own.
 */
export async function* streamCompletion(
  model: ModelOnSlot<PreparedChat> & { readonly random: () => number },
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent, void> {
  let shown = '';
  const progress = { hasBegun: () => shown !== '', partialText: () => shown };
  const seed = request.settings.seed ?? model.random() * 2 ** 32;
  const events = tokenRun(model, { signal, progress, run: (run) => completed(run, request, seed) });
  for await (const event of events) {
    if (event.type === 'text') shown += event.text;
    yield event;
  }
}

async function* completed(run: TokenRun, request: ModelRequest, seed: number): AsyncGenerator<ModelEvent, void> {
  const { lease } = run;
  const prepared = prepare(lease, request);
  const decoder = createDecoder({ ...prepared, random: createRandom(seed) });
  const written = writtenText(lease, { request, endTexts: prepared.endTexts });
  const begun = yield* begin(run, { ...prepared, request });
  let { logits } = begun;
  let last = prepared.all.at(-1);
  let finish: Finish = { kind: 'length', code: 'length' };
  for (let count = 1; count <= prepared.mostTokens; count += 1) {
    const token = decoder.next(logits);
    if (prepared.endTokens.includes(token.id)) {
      finish = { kind: 'stop', code: 'end-token' };
      break;
    }
    const text = written.add(token, last);
    last = token.id;
    if (text !== '') yield { type: 'text', text };
    if (written.isStopped()) {
      finish = { kind: 'stop', code: 'stop-sequence' };
      break;
    }
    if (count < prepared.mostTokens) logits = await run.read([token.id]);
  }
  const rest = written.end();
  if (rest !== '') yield { type: 'text', text: rest };
  yield {
    type: 'done',
    reply: written.reply({ finish, inputTokens: prepared.all.length, echo: begun.echo }),
    cached: false,
  };
}

/** Reads the prompt: at once, or to echo it token by token, since the engine shows the logits of the last one alone. */
async function* begin(
  run: TokenRun,
  {
    promptTokens,
    all,
    request,
  }: { readonly promptTokens: readonly number[]; readonly all: readonly number[]; readonly request: ModelRequest },
): AsyncGenerator<ModelEvent, { readonly logits: Float32Array; readonly echo?: NonNullable<Reply['promptTokens']> }> {
  if (request.completion?.echo !== true) return { logits: await run.read(all) };
  const { lease } = run;
  const hidden = lease.prepared.template.prefixTokens.length;
  const echo: NonNullable<Reply['promptTokens']>[number][] = [];
  let logits: Float32Array | undefined;
  for (const [place, id] of all.entries()) {
    if (place >= hidden && place < promptTokens.length) {
      const before = place === hidden ? undefined : all[place - 1];
      echo.push(
        logits === undefined
          ? { token: textAfter(lease, before, id), id, logprob: null, alternatives: [] }
          : measured(lease, { logits, id, before, alternatives: request.settings.logprobs ?? 0 }),
      );
    }
    // A sign of life: nothing else comes meanwhile.
    yield { type: 'text', text: '' };
    logits = await run.read([id]);
  }
  if (logits === undefined) throw nothingToBegin(lease);
  return { logits, echo };
}

/** Throws ModelError before the engine is asked. */
export function prepare(lease: Lease<PreparedChat>, { prompt, settings, completion = {}, reply }: ModelRequest) {
  if (reply.type !== 'text') throw badRequest('TEXT_ALONE', 'A completion of the Playground is a text.');
  const { template } = lease.prepared;
  const { rawPrompt, prefix, logitBias = [], asSampled } = completion;
  const raw = rawPrompt === true;
  const promptTokens = raw ? [...template.prefixTokens, ...encode(lease, rawText(prompt))] : chatTokens(lease, prompt);
  const prefixTokens = prefix === undefined ? [] : (prefix.ids ?? encode(lease, prefix.text));
  checkTokens(lease, [...prefixTokens, ...logitBias.map(({ token }) => token)]);
  const all = [...promptTokens, ...prefixTokens];
  if (all.length === 0) throw nothingToBegin(lease);
  const { id, contextTokens } = lease.stored.model;
  const wanted = settings.maxOutputTokens;
  checkRoom({ promptTokens: all.length, wanted, contextTokens, model: `the local model ${id}` });
  const own = template.sampling;
  return {
    rules: decodingRules(
      { settings, completion },
      {
        temperature: own.temperature ?? 1,
        topK: null,
        topP: own.topP ?? 1,
        presencePenalty: own.presencePenalty ?? 0,
        frequencyPenalty: own.frequencyPenalty ?? 0,
      },
    ),
    promptTokens,
    prefixTokens,
    all,
    endTokens: template.endTokens,
    endTexts: raw ? [] : template.endTexts,
    report: settings.logprobs === undefined ? null : { alternatives: settings.logprobs, asSampled: asSampled === true },
    mostTokens: wanted ?? contextTokens - all.length,
  };
}

function nothingToBegin({ stored: { model } }: Lease<PreparedChat>): ModelError {
  return badRequest(
    'NO_BEGIN',
    `The local model ${model.id} has no begin token, so it cannot begin from nothing. Write a prompt.`,
  );
}

/** The text as it grows, and its tokens. */
export function writtenText(
  lease: Lease<PreparedChat>,
  { request, endTexts }: { readonly request: ModelRequest; readonly endTexts: readonly string[] },
) {
  const { settings, completion = {} } = request;
  const stop = stopSequences([...(settings.stopSequences ?? []), ...endTexts]);
  const firstToStop = (completion.minTokens ?? 0) - (completion.prefix?.ids?.length ?? 0);
  const tokens: { readonly token: TokenLogprob | null; readonly end: number }[] = [];
  const { model } = lease.stored;
  // Since the last whole character, behind the token before it.
  let open: number[] = [];
  let decoded = 0;
  let shown = '';
  const show = (text: string): string => {
    shown += text;
    return text;
  };
  let anchor: number | undefined;

  function openText(): string {
    if (anchor === undefined) return lease.engine.text(model.id, open);
    const head = lease.engine.text(model.id, [anchor]);
    return lease.engine.text(model.id, [anchor, ...open]).slice(head.length);
  }

  return {
    isStopped: stop.stopped,
    add(token: DecodedToken, before: number | undefined): string {
      if (open.length === 0) anchor = before;
      open.push(token.id);
      const text = openText();
      // A character may take up to four tokens.
      const isWhole = !text.endsWith('\uFFFD') || open.length > 4;
      if (isWhole) {
        open = [];
        decoded += text.length;
      }
      const told = token.own === undefined ? null : toTokenLogprob(lease, { token, own: token.own, before });
      tokens.push({ token: told, end: decoded });
      if (!isWhole) return '';
      return show(tokens.length <= firstToStop ? text : stop.push(text));
    },
    end: () => show((stop.stopped() || open.length === 0 ? '' : stop.push(openText())) + stop.end()),
    reply({
      finish,
      inputTokens,
      echo,
    }: {
      readonly finish: Finish;
      readonly inputTokens: number;
      readonly echo: Reply['promptTokens'];
    }): Reply {
      const usage: Usage = { inputTokens, outputTokens: tokens.length, thoughtTokens: 0, estimated: false };
      if (shown === '') throw nothingWritten(model.id, finish, usage);
      const ofText = tokens.filter(({ end }) => end <= shown.length).flatMap(({ token }) => token ?? []);
      return {
        text: shown,
        finish,
        usage,
        modelVersion: model.id,
        ...(settings.logprobs === undefined ? {} : { tokens: ofText }),
        ...(echo === undefined ? {} : { promptTokens: echo }),
      };
    },
  };
}

function nothingWritten(id: string, { code }: Finish, usage: Usage): ModelError {
  const message = `The local model ${id} ended its completion before anything of it could be shown. Run it again, or set minimum tokens.`;
  return new ModelError({ kind: 'empty', code, message, usage });
}

function measured(
  lease: Lease<PreparedChat>,
  {
    logits,
    id,
    before,
    alternatives,
  }: {
    readonly logits: Float32Array;
    readonly id: number;
    readonly before: number | undefined;
    readonly alternatives: number;
  },
): TokenLogprob {
  const softmax = softmaxOf(logits);
  const own = { ...measureToken(logits, { id, softmax, alternatives }), entropy: softmax.entropy };
  return toTokenLogprob(lease, { token: { id }, own, before });
}

function toTokenLogprob(
  lease: Lease<PreparedChat>,
  {
    token: { id, sampled },
    own,
    before,
  }: {
    readonly token: DecodedToken;
    readonly own: NonNullable<DecodedToken['own']>;
    readonly before: number | undefined;
  },
): TokenLogprob {
  const told = (likeliest: readonly LikelyToken[]) => withTexts(lease, before, likeliest);
  return {
    token: textAfter(lease, before, id),
    id,
    logprob: own.logprob,
    alternatives: told(own.likeliest),
    rank: own.rank,
    entropy: own.entropy,
    ...(sampled === undefined ? {} : { sampled: { logprob: sampled.logprob, alternatives: told(sampled.likeliest) } }),
  };
}

export function withTexts(
  lease: Lease<PreparedChat>,
  before: number | undefined,
  likeliest: readonly LikelyToken[],
): readonly TokenAlternative[] {
  return likeliest.map(({ id, logprob }) => ({ token: textAfter(lease, before, id), id, logprob }));
}

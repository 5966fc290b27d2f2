import { describe, expect, it } from 'vitest';
import type { CompletionOptions } from '../../core/model/completion-options';
import type { LanguageModel } from '../../core/model/language-model';
import { userPrompt } from '../../core/model/model-prompt';
import { localModel } from '../../core/model/model-ref';
import type { Reply } from '../../core/model/reply';
import type { SamplingSettings } from '../../core/model/sampling-settings';
import { arcticId, gemmaId, localEngineHarness, qwenId, textRequest } from '../../testing/local-engine-harness';
import { createLocalEngine } from './local-engine';

/** A bigram of these: what the engine computes after each is known, to the number. */
const vocabulary = ['<bos>', '<end>', 'The', ' cat', ' dog', ' sat', '.', '\n', '0', ' so'];
const [bos, end, the, cat, dog, sat, stop] = [0, 1, 2, 3, 4, 5, 6];
const rows: Readonly<Record<number, Readonly<Record<number, number>>>> = {
  [bos]: { [the]: 2, [cat]: -1 },
  [the]: { [cat]: 3, [dog]: 2.5, [sat]: 0.25 },
  [cat]: { [sat]: 4, [dog]: 1, [stop]: 2 },
  [dog]: { [sat]: 2, [stop]: 2 },
  [sat]: { [stop]: 5, [cat]: 1 },
  [stop]: { [end]: 6, [the]: 2 },
};
const rowAfter = (last = bos) => vocabulary.map((_, id) => rows[last]?.[id] ?? -2);
const logits = (read: readonly number[]) => rowAfter(read.at(-1));

/** ln P of a token behind another one, in float64. */
function lnP(next: number, last: number): number {
  const row = rowAfter(last);
  return (row[next] ?? 0) - Math.log(row.reduce((sum, logit) => sum + Math.exp(logit), 0));
}

const endConfig = { stop_token_ids: [end] };

function opened(
  options: Parameters<typeof localEngineHarness>[0] = {},
  config: Readonly<Record<string, unknown>> = {},
) {
  const harness = localEngineHarness({ vocabulary, logits, ...options }, {}, { conv: endConfig, ...config });
  const engine = createLocalEngine({ ...harness.deps, selfTest: 'known-answer' });
  return { ...harness, engine, model: engine.model(localModel(gemmaId)) };
}

const raw = { rawPrompt: true } as const;
const signal = new AbortController().signal;

function complete(
  model: LanguageModel,
  text: string,
  settings: SamplingSettings = {},
  completion: CompletionOptions = raw,
  by: AbortSignal = signal,
): Promise<Reply> {
  const request = textRequest({ purpose: 'complete', prompt: userPrompt(text), settings, completion });
  return answered(model.stream(request, by));
}

async function answered(events: ReturnType<LanguageModel['stream']>): Promise<Reply> {
  let text = '';
  for await (const event of events) {
    if (event.type === 'text') text += event.text;
    if (event.type !== 'done') continue;
    expect(text).toBe(event.reply.text);
    return event.reply;
  }
  throw new Error('There was no done.');
}

const greedy = { temperature: 0, maxOutputTokens: 8 } as const;

describe('A completion of a local model', () => {
  it('feeds the engine the begin token and the raw prompt, then each token that we chose, and forgets them', async () => {
    const { model, engines } = opened();
    const reply = await complete(model, 'The', greedy);
    await complete(model, 'The', { ...greedy, maxOutputTokens: 1 });

    expect(reply.text).toBe(' cat sat.');
    expect(reply.finish).toEqual({ kind: 'stop', code: 'end-token' });
    expect(reply.usage).toEqual({ inputTokens: 2, outputTokens: 3, thoughtTokens: 0, estimated: false });
    expect(engines.log.forwards).toEqual([[2, the], [cat], [sat], [stop], [2, the]]);
    expect(engines.log.resets).toBe(4);
    expect(engines.log.overlapped).toBe(false);
  });

  it('temperature 0 still shows probabilities: the model’s own, to 1e-6', async () => {
    const { tokens = [] } = await complete(opened().model, 'The', { ...greedy, logprobs: 3 });

    expect(tokens.map(({ token }) => token)).toEqual([' cat', ' sat', '.']);
    expect(Math.abs((tokens[0]?.logprob ?? 0) - lnP(cat, the))).toBeLessThan(1e-6);
    expect(tokens[0]?.alternatives.map(({ id }) => id)).toEqual([cat, dog, sat]);
    expect(Math.abs((tokens[0]?.alternatives[1]?.logprob ?? 0) - lnP(dog, the))).toBeLessThan(1e-6);
    expect(tokens[0]?.rank).toBe(1);
  });

  it('bends logits by bias, penalties, top K and top P, and shows what was sampled beside the model’s own', async () => {
    const { model } = opened();
    const one = { maxOutputTokens: 1, logprobs: 5 } as const;
    const first = async (settings: SamplingSettings, completion: CompletionOptions = {}) =>
      (await complete(model, 'The cat', { ...one, ...settings }, { ...raw, asSampled: true, ...completion }))
        .tokens?.[0];

    const biased = await first({ topK: 1 }, { logitBias: [{ token: dog, bias: 3.5 }] });
    expect(biased).toMatchObject({ id: dog, sampled: { logprob: 0, alternatives: [{ id: dog }] } });
    expect(Math.abs((biased?.logprob ?? 0) - lnP(dog, cat))).toBeLessThan(1e-6);
    const covered = { penaltiesCoverPrompt: true, prefix: { text: ' sat', ids: [sat] } } as const;
    expect((await first({ temperature: 0 }, covered))?.id).toBe(stop);
    expect((await first({ temperature: 1, topP: 0.05 }))?.sampled?.alternatives).toHaveLength(1);
    const penalised = await first(
      { temperature: 0, presencePenalty: 2, frequencyPenalty: 2 },
      { prefix: { text: '', ids: [sat, sat, cat] } },
    );
    expect(penalised?.id).toBe(stop);
    const multiplied = await first(
      { temperature: 0, presencePenalty: 1.5 },
      { multiplicativePresencePenalty: true, prefix: { text: '', ids: [sat, cat] } },
    );
    expect(multiplied?.id).toBe(stop);
  });

  it('goes on behind the template and a prefix, whatever its tokens are', async () => {
    const { model, engines } = opened();
    const reply = await complete(model, 'Hi', greedy, { prefix: { text: 'The dog', ids: [the, dog] } });

    expect(reply.text).toBe(' sat.');
    expect(engines.log.forwards[0]?.slice(-2)).toEqual([the, dog]);
    expect(engines.log.forwards[0]?.[0]).toBe(2);
  });

  it('begins from the begin token where the raw prompt is empty, and says so where there is none', async () => {
    const { engine, engines } = opened();
    await complete(engine.model(localModel(gemmaId)), '', { ...greedy, maxOutputTokens: 1 });

    expect(engines.log.forwards[0]).toEqual([2]);
    await expect(complete(engine.model(localModel(qwenId)), '', greedy)).rejects.toMatchObject({
      data: { code: 'NO_BEGIN' },
    });
  });

  it('does not end before its minimum of tokens, stops before a stop sequence, and repeats itself by its seed', async () => {
    const { model } = opened();
    const long = await complete(model, 'The', greedy, { ...raw, minTokens: 5 });
    const cut = await complete(model, 'The', { ...greedy, stopSequences: ['at sat'] });
    const [one, same] = [
      await complete(model, 'The', { seed: 5, maxOutputTokens: 6 }),
      await complete(model, 'The', { seed: 5, maxOutputTokens: 6 }),
    ];

    expect(long.usage.outputTokens).toBeGreaterThanOrEqual(5);
    expect(cut.text).toBe(' c');
    expect(cut.finish.code).toBe('stop-sequence');
    expect(one?.text).toBe(same?.text);
  });

  it('echoes the prompt’s tokens with their probabilities, a step each', async () => {
    const { promptTokens = [] } = await complete(
      opened().model,
      'The cat',
      { ...greedy, logprobs: 0 },
      { ...raw, echo: true },
    );

    expect(promptTokens.map(({ token }) => token)).toEqual(['The', ' cat']);
    expect(Math.abs((promptTokens[1]?.logprob ?? 0) - lnP(cat, the))).toBeLessThan(1e-6);
  });

  it('refuses before the engine is asked', async () => {
    const { model, engines } = opened();
    const image = { type: 'image', mimeType: 'image/png', data: '' } as const;
    const withImage = textRequest({ purpose: 'complete', prompt: { turns: [{ role: 'user', parts: [image] }] } });

    await expect(answered(model.stream(withImage, signal))).rejects.toMatchObject({ data: { code: 'IMAGE' } });
    await expect(complete(model, 'The', {}, { ...raw, logitBias: [{ token: 99, bias: 1 }] })).rejects.toMatchObject({
      data: { code: 'NO_TOKEN' },
    });
    await expect(complete(model, '.'.repeat(300))).rejects.toThrow(/301 tokens.*302 together.*holds 300/);
    expect(engines.log.forwards).toEqual([]);
  });

  it('gives the engine the values that its sampling lacks, so that no step is a RangeError', async () => {
    const { model, engines } = opened({}, { top_p: 0.9 });
    await complete(model, 'The', greedy);

    expect(engines.log.overrides[0]).toMatchObject({
      temperature: 1,
      repetition_penalty: 1,
      presence_penalty: 0,
      frequency_penalty: 0,
    });
    expect(engines.log.overrides[0]).not.toHaveProperty('top_p');
  });

  it('begins anew on a new engine where the device was lost before the first token, and fails where it was lost later', async () => {
    const before = opened({
      onToken: (call) =>
        call === 0 && before.engines.log.built.length === 1 ? before.engines.loseDevice() : undefined,
    });
    const after = opened({
      onToken: (call) => (call === 1 && after.engines.log.built.length === 1 ? after.engines.loseDevice() : undefined),
    });

    expect((await complete(before.model, 'The', greedy)).text).toBe(' cat sat.');
    expect(before.engines.log.built).toHaveLength(2);
    await expect(complete(after.model, 'The', greedy)).rejects.toMatchObject({
      kind: 'device',
      data: { partialText: ' cat' },
    });
    expect((await complete(after.model, 'The', greedy)).text).toBe(' cat sat.');
  });

  it('stops at once with the reason of its signal, and the next call finds the engine free', async () => {
    const stopped = new AbortController();
    const { model } = opened({
      onToken: (call) => {
        if (call === 1) stopped.abort(new Error('Stop'));
      },
    });

    await expect(complete(model, 'The', greedy, raw, stopped.signal)).rejects.toThrow('Stop');
    expect((await complete(model, 'The', greedy)).text).toBe(' cat sat.');
  });
});

describe('Scores of a local model', () => {
  const asked = { as: 'continuation', expected: ' cat sat.', alternatives: 3 } as const;
  const score = (
    text: string,
    given: Partial<typeof asked> | { readonly as: 'reply' } | { readonly expected: string } = {},
    id = gemmaId,
  ) => {
    const { engine, engines } = opened();
    return {
      scored: engine.scoringModel(localModel(id)).score({ ...asked, ...given, prompt: userPrompt(text) }, signal),
      engines,
    };
  };

  it('are the sum of what each expected token’s logits say, a step a token, to 1e-6', async () => {
    const { scored, engines } = score('The');
    const { tokens, from, countedOfPrompt } = await scored;
    const expected = [lnP(cat, the), lnP(sat, cat), lnP(stop, sat)];

    expect(tokens.map(({ id }) => id)).toEqual([cat, sat, stop]);
    for (const [place, { logprob }] of tokens.entries())
      expect(Math.abs(logprob - (expected[place] ?? 0))).toBeLessThan(1e-6);
    expect(tokens.every(({ rank }) => rank === 1)).toBe(true);
    expect([from, countedOfPrompt]).toEqual(['prompt', '']);
    expect(engines.log.forwards).toEqual([[2, the], [cat], [sat]]);
  });

  it('of a greedy completion equal the sum of its reported log-probabilities, and it is greedy', async () => {
    const { model, engine } = opened();
    const reply = await complete(model, 'The', { ...greedy, logprobs: 1 });
    const scored = await engine
      .scoringModel(localModel(gemmaId))
      .score({ ...asked, prompt: userPrompt('The'), expected: reply.text }, signal);
    const sum = (tokens: readonly { readonly logprob: number }[]) =>
      tokens.reduce((total, { logprob }) => total + logprob, 0);

    expect(sum(scored.tokens)).toBeCloseTo(sum(reply.tokens ?? []), 12);
    expect(scored.tokens.every(({ rank }) => rank === 1)).toBe(true);
  });

  it('count white space at the end of the prompt, and begin at the begin token or else at the second', async () => {
    expect(await score('The ', { expected: 'cat' }).scored).toMatchObject({
      countedOfPrompt: ' ',
      tokens: [{ id: cat }],
    });
    expect(await score('', { expected: 'The cat' }).scored).toMatchObject({
      from: 'begin-token',
      tokens: [{ id: the }, { id: cat }],
    });
    expect(await score('', { expected: 'The cat' }, qwenId).scored).toMatchObject({
      from: 'second-token',
      tokens: [{ id: cat }],
    });
    await expect(score('', { expected: 'The' }, qwenId).scored).rejects.toMatchObject({ data: { code: 'NO_BEGIN' } });
  });

  it('of a reply stand behind the chat template', async () => {
    const { scored, engines } = score('Hi', { as: 'reply', expected: '. cat' });

    expect((await scored).tokens[1]?.logprob).toBeCloseTo(lnP(cat, stop), 6);
    expect(engines.log.forwards[0]?.length).toBeGreaterThan(8);
  });

  it('refuse an empty completion, and one over the context with both numbers', async () => {
    await expect(score('The', { expected: '' }).scored).rejects.toMatchObject({ data: { code: 'NO_COMPLETION' } });
    await expect(score('The', { expected: '.'.repeat(300) }).scored).rejects.toThrow(/302 tokens.*300 in all/);
  });

  it('fail where the model computes no numbers', async () => {
    const { engine } = opened({ logits: () => vocabulary.map(() => Number.NaN) });

    await expect(
      engine.scoringModel(localModel(gemmaId)).score({ ...asked, prompt: userPrompt('The') }, signal),
    ).rejects.toMatchObject({ kind: 'device' });
  });
});

describe('The tokenizer of a local model', () => {
  it('tells tokens of a text and of a prompt, and texts of ids', async () => {
    const tokenizer = opened().engine.tokenizer(localModel(gemmaId));

    expect(await tokenizer.tokens({ kind: 'text', text: 'The cat.' }, signal)).toEqual({
      kind: 'tokens',
      tokens: [
        { id: the, text: 'The' },
        { id: cat, text: ' cat' },
        { id: stop, text: '.' },
      ],
    });
    const prompt = await tokenizer.tokens({ kind: 'prompt', prompt: userPrompt('The') }, signal);
    expect(prompt.kind === 'tokens' && prompt.tokens[0]?.id).toBe(2);
    expect(await tokenizer.text([the, dog], signal)).toBe('The dog');
    await expect(tokenizer.text([999], signal)).rejects.toMatchObject({ kind: 'bad-request' });
  });
});

describe('Vectors of a local model', () => {
  it('come as the model gave them, with what was cut of a long text', async () => {
    const { engine } = localEngineOf({ embed: () => [3, 4] });
    const model = engine.vectorModel(localModel(arcticId));
    const inputs = ['short', 'word '.repeat(40)].map((text) => ({ type: 'text', text }) as const);
    const { vectors, cut, inputTokens } = await model.vectors({ inputs }, signal);

    expect(vectors.map((vector) => [...vector])).toEqual([
      [3, 4],
      [3, 4],
    ]);
    expect(Object.keys(cut)).toEqual(['1']);
    expect(cut[1]?.limit).toBe(32);
    expect(inputTokens).toBeLessThanOrEqual(64);
    await expect(model.vectors({ inputs, pooling: 'mean' }, signal)).rejects.toMatchObject({ kind: 'bad-request' });
  });
});

function localEngineOf(options: Parameters<typeof localEngineHarness>[0]) {
  const harness = localEngineHarness(options);
  return { engine: createLocalEngine({ ...harness.deps, selfTest: 'numbers' }) };
}

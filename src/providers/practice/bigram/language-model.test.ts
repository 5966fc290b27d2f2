import { describe, expect, it } from 'vitest';
import type { CompletionOptions } from '../../../core/model/completion-options';
import { userPrompt } from '../../../core/model/model-prompt';
import type { ModelRequest } from '../../../core/model/model-request';
import type { Reply } from '../../../core/model/reply';
import type { SamplingSettings } from '../../../core/model/sampling-settings';
import { createBigram } from './bigram';
import { practiceTable } from './bigram-table';
import { streamCompletion } from './language-model';

const bigram = createBigram(await practiceTable());
const { vocabulary } = bigram;
const stream = streamCompletion(bigram, { sleep: async () => {}, random: () => 0.5 });
const idOf = (text: string) => vocabulary.encode(text)[0] ?? -1;

function requestFor(text: string, settings: SamplingSettings = {}, completion: CompletionOptions = {}): ModelRequest {
  const prompt = userPrompt(text);
  return { purpose: 'complete', subject: null, prompt, settings, completion, reply: { type: 'text' }, cache: 'fresh' };
}

function complete(...of: Parameters<typeof requestFor>): Promise<Reply> {
  return answered(requestFor(...of));
}

async function answered(request: ModelRequest): Promise<Reply> {
  const streamed: string[] = [];
  for await (const event of stream(request, new AbortController().signal)) {
    if (event.type === 'text') streamed.push(event.text);
    if (event.type !== 'done') continue;
    expect(streamed.join('')).toBe(event.reply.text);
    return event.reply;
  }
  throw new Error('There was no done.');
}

const greedy = { temperature: 0, maxOutputTokens: 8 } as const;

describe('A completion of the practice token model', () => {
  it('goes on behind the last word, and is the same for the same seed', async () => {
    const [one, same, other] = await Promise.all([7, 7, 8].map((seed) => complete('The cat', { seed })));

    expect(one?.text).toBe(same?.text);
    expect(one?.text).not.toBe(other?.text);
    expect(one?.finish).toEqual({ kind: 'stop', code: 'END_TOKEN' });
  });

  it('is the likeliest token of each step at temperature 0, and ends at maximum tokens', async () => {
    const reply = await complete('The cat', { ...greedy, logprobs: 3 }, { minTokens: 8 });

    expect(reply.tokens).toHaveLength(8);
    // But where the end was likelier, and forbidden.
    expect(
      reply.tokens?.every(
        ({ rank, token }, place) => rank === 1 || (reply.tokens?.[place - 1]?.token === '.' && token === ' The'),
      ),
    ).toBe(true);
    expect(reply.tokens?.map(({ token }) => token).join('')).toBe(reply.text);
    expect(reply.finish).toEqual({ kind: 'length', code: 'MAX_TOKENS' });
    expect(reply.usage).toEqual({ inputTokens: 3, outputTokens: 8, thoughtTokens: 0, estimated: false });
  });

  it('tells each token’s probability from the table, its rank, its entropy and the likeliest others', async () => {
    const { tokens = [] } = await complete('The cat', { ...greedy, logprobs: 4 });
    const [first] = tokens;
    const logits = bigram.logitsAfter(idOf(' cat'));

    expect(first?.logprob).toBeCloseTo(logits[first?.id ?? -1] ?? 0, 12);
    expect(first?.alternatives).toHaveLength(4);
    expect(first?.alternatives[0]?.logprob).toBe(first?.logprob);
    const entropy = logits.reduce(
      (sum, logit) => (logit === Number.NEGATIVE_INFINITY ? sum : sum - Math.exp(logit) * logit),
      0,
    );
    expect(first?.entropy).toBeCloseTo(entropy / Math.LN2, 10);
    expect((await complete('The cat', greedy)).tokens).toBeUndefined();
    expect((await complete('The cat', { ...greedy, logprobs: 0 })).tokens?.[0]?.alternatives).toEqual([]);
  });

  it('shows what was sampled from beside it, where it is asked to', async () => {
    const logitBias = [{ token: idOf(' moon'), bias: 100 }];
    const { tokens, text } = await complete(
      'The cat',
      { maxOutputTokens: 1, logprobs: 5 },
      { logitBias, asSampled: true },
    );

    expect(text).toBe(' moon');
    expect(tokens?.[0]?.logprob).toBeLessThan(-5);
    expect(tokens?.[0]?.sampled).toEqual({
      logprob: 0,
      alternatives: [
        { token: ' moon', id: idOf(' moon'), logprob: 0 },
        ...(tokens?.[0]?.sampled?.alternatives.slice(1) ?? []),
      ],
    });
  });

  it('takes top K and top P at their word', async () => {
    const likeliest = (await complete('The cat', { ...greedy })).text;
    const warm = { temperature: 2, maxOutputTokens: 8, seed: 3 };

    expect((await complete('The cat', { ...warm, topK: 1 })).text).toBe(likeliest);
    expect((await complete('The cat', { ...warm, topP: 0 })).text).toBe(likeliest);
    expect((await complete('The cat', warm)).text).not.toBe(likeliest);
  });

  it('stops before a stop sequence, of which nothing is shown and no token told', async () => {
    const { text, tokens, finish } = await complete('Once upon', {
      ...greedy,
      maxOutputTokens: 40,
      logprobs: 0,
      stopSequences: ['. T', 'stion'],
    });

    expect(text).toBe(' a good que');
    expect(tokens?.map(({ token }) => token)).toEqual([' a', ' good']);
    expect(finish.code).toBe('STOP_SEQUENCE');
  });

  it('does not end before its minimum of tokens, neither by the end token nor by a stop sequence', async () => {
    const short = await complete('This is the end of the story', { temperature: 0, maxOutputTokens: 60 }).catch(
      () => null,
    );
    const { usage, text } = await complete(
      'This is the end of the story',
      { temperature: 0, maxOutputTokens: 60, stopSequences: ['.'] },
      { minTokens: 20 },
    );

    expect(usage.outputTokens).toBeGreaterThanOrEqual(20);
    expect(text).toContain('.');
    expect(short?.text).not.toBe(text);
  });

  it('takes penalties into account, of the prompt’s tokens too where it is told to', async () => {
    const penalties = { ...greedy, maxOutputTokens: 30, presencePenalty: 2, frequencyPenalty: 2 };
    const ids = (reply: Reply) => vocabulary.encode(reply.text);
    const distinct = (reply: Reply) => new Set(ids(reply)).size / ids(reply).length;
    const [plain, bent] = await Promise.all([
      complete('The cat', { ...greedy, maxOutputTokens: 30 }, { minTokens: 30 }),
      complete('The cat', penalties, { minTokens: 30 }),
    ]);
    expect(distinct(bent)).toBeGreaterThan(distinct(plain));
    const once = { ...greedy, maxOutputTokens: 1, presencePenalty: 2 };
    const covering = await complete('The sea and the', once, { penaltiesCoverPrompt: true });
    expect((await complete('The sea and the', once)).text).toBe(' sea');
    expect(covering.text).not.toBe(' sea');

    const multiplied = await complete(
      'The cat',
      { ...penalties, presencePenalty: 0.5, frequencyPenalty: 0 },
      { multiplicativePresencePenalty: true },
    );
    expect(multiplied.text).not.toBe(plain.text);
  });

  it('tells the prompt’s own tokens with their probabilities, where it is asked to echo them', async () => {
    const { promptTokens = [] } = await complete('The cat', { ...greedy, logprobs: 2 }, { echo: true });

    expect(promptTokens.map(({ token }) => token)).toEqual(['The', ' cat']);
    expect(promptTokens[0]?.logprob).toBeCloseTo(bigram.logitsAfter(vocabulary.begin)[idOf('The')] ?? 0, 12);
    expect(promptTokens[1]?.alternatives).toHaveLength(2);
  });

  it('branches: it goes on behind a prefix, and repeats none of it', async () => {
    const whole = await complete('Once', { ...greedy, maxOutputTokens: 6 });
    const ids = vocabulary.encode(whole.text).slice(0, 2);
    const prefix = { text: vocabulary.decode(ids), ids };
    const rest = await complete('Once', { ...greedy, maxOutputTokens: 4 }, { prefix });
    const other = await complete('Once', greedy, { prefix: { text: ' the moon' } });

    expect(prefix.text + rest.text).toBe(whole.text);
    expect(other.text).toBe((await complete('the moon', greedy)).text);
  });

  it('takes a raw prompt to the byte, also an empty one', async () => {
    const raw = { rawPrompt: true, echo: true } as const;

    expect((await complete('The cat \n', { ...greedy }, raw)).promptTokens?.map(({ token }) => token)).toEqual([
      'The',
      ' cat',
      ' ',
      '\n',
    ]);
    const unconditional = await complete('', { ...greedy, logprobs: 0 }, raw);
    expect(unconditional.promptTokens).toEqual([]);
    expect(unconditional.tokens?.[0]?.logprob).toBeCloseTo(Math.max(...bigram.logitsAfter(vocabulary.begin)), 12);
  });

  it('equal token texts keep their own probabilities', async () => {
    const bytes = vocabulary.encode('é').concat(vocabulary.encode('ü'));
    const logitBias = bytes.map((token, place) => ({ token, bias: 30 - place }));
    const { tokens } = await complete(
      'The',
      { ...greedy, maxOutputTokens: 1, logprobs: 3 },
      { logitBias, asSampled: true },
    );
    const partial = tokens?.[0]?.sampled;

    expect(tokens?.[0]?.token).toBe('\uFFFD');
    expect(partial?.logprob).toBe(0);
    expect(tokens?.[0]?.alternatives.map(({ id }) => id)).toEqual([
      ...new Set(tokens?.[0]?.alternatives.map(({ id }) => id)),
    ]);
  });

  it.each([
    ['an empty prompt that is not raw', requestFor(''), 'NO_PROMPT'],
    ['an empty list of parts', { ...requestFor(''), prompt: { turns: [{ role: 'user', parts: [] }] } }, 'NO_PROMPT'],
    [
      'a raw prompt with a system text',
      { ...requestFor('', {}, { rawPrompt: true }), prompt: userPrompt('a', 'b') },
      'RAW_TURNS',
    ],
    ['a bias for a token that is none', requestFor('a', {}, { logitBias: [{ token: 9999, bias: 1 }] }), 'NO_TOKEN'],
    ['a prompt over the context', requestFor('.'.repeat(33_000)), 'CONTEXT'],
    [
      'a multiplicative penalty of -1',
      requestFor('a', { presencePenalty: -1 }, { multiplicativePresencePenalty: true }),
      'SAMPLING',
    ],
  ] satisfies readonly (readonly [string, ModelRequest, string])[])('refuses %s', async (_what, request, code) => {
    await expect(answered(request)).rejects.toMatchObject({ name: 'ModelError', data: { code } });
  });

  it('says so where it ended before its first token', async () => {
    const logitBias = [{ token: vocabulary.end ?? -1, bias: 100 }];

    await expect(complete('The', {}, { logitBias })).rejects.toMatchObject({
      kind: 'empty',
      data: { code: 'END_TOKEN' },
    });
  });

  it('stops in the middle with the reason of its signal', async () => {
    const stop = new AbortController();
    const events = stream(requestFor('The cat', { maxOutputTokens: 50 }), stop.signal)[Symbol.asyncIterator]();
    await events.next();
    stop.abort(new Error('Stop'));

    await expect(events.next()).rejects.toThrow('Stop');
  });
});

import { describe, expect, it } from 'vitest';
import type { ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import type { Reply, TokenLogprob } from '../../core/model/reply';
import type { TokenizerInput } from '../../core/model/tokenizer';
import type { CompleteSetup } from '../../core/playground/playground-work';
import { lastCompleteRun, openPlayground, type PlaygroundGiven, runsOf } from '../../testing/open-playground';
import { scriptedModel } from '../../testing/scripted-model';
import { turns } from '../../testing/turns';
import { taskProblems } from './select-problems';

const token = (text: string, probability = 0.5, given: Partial<TokenLogprob> = {}): TokenLogprob => ({
  token: text,
  logprob: Math.log(probability),
  alternatives: [
    { token: text, logprob: Math.log(probability) },
    { token: ' dog', logprob: Math.log(0.25) },
  ],
  ...given,
});

function answers(text: string, tokens?: readonly TokenLogprob[]): { readonly events: readonly ModelEvent[] } {
  const usage = { inputTokens: 3, outputTokens: 2, thoughtTokens: 0, estimated: false };
  const reply: Reply = { text, finish: { kind: 'stop', code: 'stop' }, usage, ...(tokens && { tokens }) };
  return {
    events: [
      { type: 'text', text },
      { type: 'done', reply, cached: false },
    ],
  };
}

async function completing(
  given: PlaygroundGiven & { readonly replies?: Parameters<typeof scriptedModel>[0]['replies'] },
  setup: Partial<CompleteSetup> = {},
) {
  const model = scriptedModel({ replies: given.replies ?? (() => answers(' a cat.')) });
  const opened = await openPlayground({ model, ...given });
  await opened.playground.setPrompt({ parts: [{ type: 'text', text: 'I saw ' }] });
  await opened.playground.setComplete(setup);
  return { ...opened, model };
}

describe('a run of Complete', () => {
  it('sends the prompt to the byte as it was typed', async () => {
    const { playground, model } = await completing({});
    await playground.run();
    expect(model.requests[0]).toMatchObject({
      purpose: 'complete',
      cache: 'fresh',
      prompt: { turns: [{ role: 'user', parts: [{ type: 'text', text: 'I saw ' }] }] },
      settings: { maxOutputTokens: 256 },
    });
  });

  it('streams several completions at once, each with the next seed', async () => {
    const { playground, model, state } = await completing({}, { completions: 3, sampling: { seed: 7 } });
    await playground.run();
    expect(model.requests.map(({ settings }) => settings.seed)).toEqual([7, 8, 9]);
    expect(lastCompleteRun(state).completions.map(({ n, outcome }) => [n, outcome.status])).toEqual([
      [1, 'done'],
      [2, 'done'],
      [3, 'done'],
    ]);
  });

  it('keeps what one of them failed with, and the others', async () => {
    const fails = new ModelError({ kind: 'unavailable', code: '503', message: 'Busy.' });
    const { playground, state } = await completing(
      { replies: [{ fails, pieces: [' a'] }, answers(' a cat.')] },
      { completions: 2 },
    );
    await playground.run();
    expect(lastCompleteRun(state).completions.map(({ outcome }) => outcome)).toMatchObject([
      { status: 'failed', error: { code: '503', partialText: ' a' } },
      { status: 'done', text: ' a cat.' },
    ]);
  });

  it('is stopped with what there is so far', async () => {
    const { playground, state, clock } = await completing({ replies: () => ({ waits: 'for-abort', pieces: [' a'] }) });
    const running = playground.run();
    await turns();
    await clock.pass();
    expect(lastCompleteRun(state).completions[0]?.outcome).toEqual({ status: 'running', text: ' a' });
    playground.stop();
    await running;
    expect(lastCompleteRun(state).completions[0]?.outcome).toEqual({ status: 'stopped', text: ' a' });
  });

  it('is shown again after a reload, with its tokens from the device', async () => {
    const { playground, reload } = await completing({ replies: () => answers(' cat', [token(' cat')]) });
    await playground.run();
    const again = await reload();
    const run = lastCompleteRun(again.state);
    await again.playground.showTokens(run.id, [1]);
    await turns();
    expect(run.completions[0]?.outcome).toMatchObject({ status: 'done', text: ' cat' });
    expect(again.state().playground.tokens[`${run.id}/1`]).toMatchObject({ tokens: [{ token: ' cat' }] });
  });

  it('of an interrupted page is stopped when it is opened again', async () => {
    const { playground, reload, clock } = await completing({ replies: () => ({ waits: 'deaf', pieces: [' a'] }) });
    void playground.run();
    await turns();
    await clock.pass();
    const again = await reload();
    expect(lastCompleteRun(again.state).completions[0]?.outcome).toEqual({ status: 'stopped', text: ' a' });
  });

  it('compares two settings, whose completions are numbered on', async () => {
    const compare = { model: { provider: 'practice' }, sampling: { temperature: 1 } } as const;
    const { playground, model, state } = await completing({}, { sampling: { temperature: 0, logprobs: 2 }, compare });
    await playground.run();
    expect(model.requests.map(({ settings: { temperature, logprobs } }) => [temperature, logprobs])).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(lastCompleteRun(state).completions.map(({ n }) => n)).toEqual([1, 2]);
  });
});

describe('best of', () => {
  const replies = [0.2, 0.9, 0.5].map((probability) => answers(` ${probability}`, [token('x', probability)]));

  it('shows those with the highest mean log-probability per token, and counts all', async () => {
    const { playground, state, model } = await completing({ replies }, { completions: 1, bestOf: 3 });
    await playground.run();
    // Nobody asked to see them: the chosen tokens alone.
    expect(model.requests.map(({ settings }) => settings.logprobs)).toEqual([0, 0, 0]);
    const { completions } = lastCompleteRun(state);
    expect(completions.map(({ outcome }) => outcome.status === 'done' && outcome.passedOver === true)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('n left empty does not break best of', async () => {
    // The field that is left empty is one completion.
    const { playground, state } = await completing({ replies }, { bestOf: 3 });
    await playground.run();
    const { completions } = lastCompleteRun(state);
    expect(completions.filter(({ outcome }) => outcome.status === 'done' && !outcome.passedOver)).toHaveLength(1);
  });

  it.each([1, 2])('of %i is no more than two completions: nothing is sent', async (bestOf) => {
    const { playground, state, model } = await completing({}, { completions: 2, bestOf });
    await playground.run();
    expect(model.requests).toEqual([]);
    expect(runsOf(state)).toEqual([]);
  });
});

describe('what cannot be sent', () => {
  it('an empty list of parts is no prompt', async () => {
    const { playground, model } = await completing({});
    await playground.setPrompt({ parts: [] });
    await playground.run();
    expect(model.requests).toEqual([]);
  });

  it('is no empty raw prompt: that is unconditional', async () => {
    const { playground, model } = await completing({}, { options: { rawPrompt: true } });
    await playground.setPrompt({ parts: [], system: 'Be brief.' });
    await playground.run();
    expect(model.requests[0]?.prompt).toEqual({ turns: [{ role: 'user', parts: [{ type: 'text', text: '' }] }] });
    expect(model.requests[0]?.completion).toEqual({ rawPrompt: true });
  });

  it('waits for a field that holds what it does not take', async () => {
    const { playground, model } = await completing({});
    await playground.setFieldProblem('Temperature', '“true” is not a number.');
    await playground.run();
    expect(model.requests).toHaveLength(0);
    await playground.setFieldProblem('Temperature', null);
    await playground.run();
    expect(model.requests).toHaveLength(1);
  });
});

describe('a branch', () => {
  const tokens = [token(' a', 0.9, { id: 1 }), token(' cat', 0.5, { id: 2 })];

  it('goes on behind another token, beside the completion that it leaves', async () => {
    const { playground, state, model } = await completing({
      replies: [answers(' a cat', tokens), answers('.', [token('.', 0.8)])],
    });
    await playground.run();
    const { id: runId } = lastCompleteRun(state);
    await playground.branch({ runId, n: 1, at: 1, alternative: 1 });
    expect(model.requests[1]?.completion).toMatchObject({ prefix: { text: ' a dog' } });
    const [first, branch] = lastCompleteRun(state).completions;
    expect(first?.outcome).toMatchObject({ text: ' a cat' });
    expect(branch).toMatchObject({ n: 2, from: { n: 1, at: 1 }, outcome: { status: 'done', text: ' a dog.' } });
    const kept = state().playground.tokens[`${runId}/2`];
    expect(kept?.kind === 'completion' && kept.tokens?.map((one) => one.token)).toEqual([' a', ' dog', '.']);
  });

  it('is left by a branch of its own, and nothing is lost', async () => {
    const { playground, state } = await completing({
      replies: [answers(' a cat', tokens), answers(' runs', [token(' runs')]), answers('!', [token('!')])],
    });
    await playground.run();
    const { id: runId } = lastCompleteRun(state);
    await playground.branch({ runId, n: 1, at: 0, alternative: 1 });
    await playground.branch({ runId, n: 2, at: 1, alternative: 1 });
    const texts = lastCompleteRun(state).completions.map(({ outcome }) => outcome.status === 'done' && outcome.text);
    expect(texts).toEqual([' a cat', ' dog runs', ' dog dog!']);
  });
});

describe('logit bias', () => {
  const models = {
    tokenizer: () => ({
      ref: { provider: 'practice' as const },
      tokens: async (input: TokenizerInput) => {
        const pieces = input.kind === 'text' ? (input.text.match(/ ?[^ ]+/g) ?? []) : [];
        return { kind: 'tokens' as const, tokens: pieces.map((text, place) => ({ id: 40 + place, text })) };
      },
      async text([id]: readonly number[]) {
        if (id === 99) throw new ModelError({ kind: 'bad-request', code: 'NO_TOKEN', message: '99 is no token.' });
        return ` token ${id}`;
      },
    }),
  };

  it('a whole number is a bias', async () => {
    const { playground, model } = await completing({ models });
    await playground.setComplete({ bias: [{ id: 'b1', token: { kind: 'id', id: 7 }, bias: 5 }] });
    await playground.run();
    expect(model.requests[0]?.completion).toEqual({ logitBias: [{ token: 7, bias: 5 }] });
  });

  it('for a text is sent by the id of its token', async () => {
    const { playground, model } = await completing({ models });
    await playground.setComplete({ bias: [{ id: 'b1', token: { kind: 'text', text: ' cat' }, bias: -100 }] });
    await playground.run();
    expect(model.requests[0]?.completion).toEqual({ logitBias: [{ token: 40, bias: -100 }] });
  });

  it('for a text of several tokens asks which, and nothing is sent', async () => {
    const { playground, model, state } = await completing({ models });
    await playground.setComplete({ bias: [{ id: 'b1', token: { kind: 'text', text: 'a cat' }, bias: 1 }] });
    await playground.run();
    expect(model.requests).toEqual([]);
    expect(state().playground.bias.b1).toMatchObject({
      status: 'several',
      tokens: [{ text: 'a' }, { text: ' cat' }],
    });
  });

  it('for an id that is no token is refused in words, and nothing is sent', async () => {
    const { playground, model, state } = await completing({ models });
    await playground.setComplete({ bias: [{ id: 'b1', token: { kind: 'id', id: 99 }, bias: 1 }] });
    await playground.run();
    expect(model.requests).toEqual([]);
    expect(taskProblems(state())).toEqual({ 'Logit bias': '99 is no token.' });
  });
});

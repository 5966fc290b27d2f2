// @ts-check
import { strict as assert } from 'node:assert';

/** @typedef {import('playwright').Page} Page */
/** @typedef {import('../../src/core/local/local-model').LocalModel} LocalModel */

/**
 * One thing that the engine has to do; what it says is printed beside it.
 * @typedef {{ readonly name: string, readonly run: (page: Page) => Promise<string | undefined> }} Step
 */

/**
 * @param {{ readonly chat: LocalModel, readonly embedding: LocalModel | null }} models
 * @returns {readonly Step[]}
 */
export function engineSteps({ chat, embedding }) {
  const { id } = chat;
  return [
    {
      name: 'the model is fetched and checked',
      async run(page) {
        const { files, state } = await page.evaluate((model) => window.engineTest.download(model), chat);
        assert.equal(state, 'ready');
        return `${files} files`;
      },
    },
    {
      name: 'it loads, passes its self-test and streams an answer',
      async run(page) {
        const answer = await ask(page, { id, text: greeting, settings: { maxOutputTokens: 6, seed: 1 }, reply: plain });
        const { reply } = done(answer);
        assert.ok(answer.pieces > 0, 'nothing was streamed');
        assert.equal(answer.streamed, reply.text);
        assert.ok(reply.usage.inputTokens > 0 && reply.usage.outputTokens > 0, 'no tokens were counted');
        const { chat: loaded } = (await page.evaluate(() => window.engineTest.engine())) ?? {};
        assert.equal(loaded?.status, 'loaded');
        return `“${reply.text}” in ${answer.ms} ms`;
      },
    },
    {
      name: 'a seed gives the same answer twice',
      async run(page) {
        const once = { id, text: greeting, settings: { maxOutputTokens: 3, seed: 7, temperature: 1 }, reply: plain };
        assert.equal(done(await ask(page, once)).reply.text, done(await ask(page, once)).reply.text);
        return undefined;
      },
    },
    {
      name: 'a reply by schema is JSON of that schema',
      async run(page) {
        const answer = await ask(page, {
          id,
          text: 'Is water wet? Answer with JSON: {"yes": true} or {"yes": false}.',
          settings: { maxOutputTokens: 24, temperature: 0 },
          reply: { type: 'json', name: 'yes', schema: yesSchema },
        });
        const read = JSON.parse(done(answer).reply.text);
        assert.equal(typeof read.yes, 'boolean');
        return JSON.stringify(read);
      },
    },
    {
      name: 'tokens come with log-probabilities',
      async run(page) {
        const answer = await ask(page, {
          id,
          text: greeting,
          settings: { maxOutputTokens: 2, logprobs: 3 },
          reply: plain,
        });
        const { tokens = [] } = done(answer).reply;
        assert.ok(tokens.length > 0, 'no tokens were reported');
        for (const { logprob, alternatives } of tokens) {
          assert.ok(Number.isFinite(logprob) && logprob <= 0, `a log-probability of ${logprob}`);
          assert.ok(alternatives.length > 0, 'no alternatives');
        }
        return undefined;
      },
    },
    ...[3, 8].map((count) => ({
      name: `a choice among ${count} options comes with the probability of each`,
      /** @param {Page} page */
      async run(page) {
        const options = [...'ABCDEFGH'].slice(0, count);
        const { reply } = done(
          await ask(page, {
            id,
            text: `Answer with one letter, ${options.join(', ')}: which one is the second of them?`,
            settings: {},
            reply: { type: 'choice', options },
          }),
        );
        assert.ok(options.includes(reply.text), `“${reply.text}” is none of the options`);
        assert.equal(reply.choice?.length, count);
        const sum = (reply.choice ?? []).reduce((all, probability) => all + probability, 0);
        assert.ok(Math.abs(sum - 1) < 1e-6, `the probabilities add up to ${sum}`);
        return (reply.choice ?? []).map((probability) => probability.toFixed(3)).join(' ');
      },
    })),
    {
      name: 'a prompt beyond the context is refused before the call, with its count',
      async run(page) {
        const text = 'sea '.repeat(chat.contextTokens * 2);
        const answer = await ask(page, { id, text, settings: {}, reply: plain });
        if (answer.status !== 'failed') throw new Error(`Expected a refusal, got: ${answer.status}.`);
        assert.match(answer.said, /\d/);
        return answer.said;
      },
    },
    {
      name: 'Stop ends a call at once, and the next call answers',
      async run(page) {
        const endless = {
          id,
          text: 'Count from one to a hundred in words.',
          settings: { maxOutputTokens: 60 },
          reply: plain,
        };
        assert.equal((await ask(page, { ...endless, stopAfter: 2 })).status, 'stopped');
        const { reply } = done(await ask(page, { id, text: greeting, settings: { maxOutputTokens: 3 }, reply: plain }));
        assert.notEqual(reply.text, '');
        return undefined;
      },
    },
    ...(embedding === null ? [] : embeddingSteps(embedding)),
    {
      name: 'it gives the GPU memory back, and loads again when it is asked',
      async run(page) {
        await page.evaluate(() => window.engineTest.unload());
        await page.waitForFunction(() => window.engineTest.engine()?.chat.status === 'empty');
        done(await ask(page, { id, text: greeting, settings: { maxOutputTokens: 2 }, reply: plain }));
        return undefined;
      },
    },
  ];
}

/**
 * @param {LocalModel} embedding
 * @returns {readonly Step[]}
 */
function embeddingSteps(embedding) {
  return [
    {
      name: 'texts become vectors of length 1, beside the chat model',
      async run(page) {
        await page.evaluate((model) => window.engineTest.download(model), embedding);
        const texts = ['The card was charged twice.', 'My card has been charged two times.', ''];
        const { dimensions, norms, cosine } = await page.evaluate(
          ([id, these]) => window.engineTest.embed(id, these),
          /** @type {const} */ ([embedding.id, texts]),
        );
        for (const norm of norms) assert.ok(Math.abs(norm - 1) < 1e-3, `a vector of length ${norm}`);
        return `${dimensions} dimensions, cosine ${cosine.toFixed(3)}`;
      },
    },
  ];
}

const greeting = 'Answer with one word: ready.';
const plain = /** @type {const} */ ({ type: 'text' });
/** @type {import('../../src/core/model/model-request').ReplySchema} */
const yesSchema = { type: 'object', properties: { yes: { type: 'boolean' } }, required: ['yes'] };

/** @type {(page: Page, asked: Parameters<import('./page/engine-page').EngineTest['ask']>[0]) => ReturnType<import('./page/engine-page').EngineTest['ask']>} */
const ask = (page, asked) => page.evaluate((these) => window.engineTest.ask(these), asked);

/** @param {Awaited<ReturnType<typeof ask>>} answer */
function done(answer) {
  if (answer.status !== 'done') throw new Error(`${answer.status}: ${answer.said}`);
  return answer;
}

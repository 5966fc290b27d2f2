import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as ofGemini from '../../e2e/loopback/gemini/error-bodies.mjs';
import * as gemini from '../../e2e/loopback/gemini/plans.mjs';
import { type GeminiServer, startGeminiServer } from '../../e2e/loopback/gemini/server.mjs';
import * as ofOpenAi from '../../e2e/loopback/openai/error-bodies.mjs';
import * as openAi from '../../e2e/loopback/openai/plans.mjs';
import { type OpenAiServer, startOpenAiServer } from '../../e2e/loopback/openai/server.mjs';
import type { ModelEvent } from '../core/model/language-model';
import { ModelError, type ModelErrorData } from '../core/model/model-error';
import { userPrompt } from '../core/model/model-prompt';
import type { Finish, Usage } from '../core/model/reply';
import { defaultDeviceSettings } from '../core/project/device-settings';
import { modelsConfig } from '../core/project/models-config';
import { all, replyOf, textOf } from '../testing/model-contract';
import { key, outcomes } from '../testing/outcomes';
import { aRequest } from '../testing/stepwise-model';
import { geminiLanguageModel } from './gemini/gemini-language-model';
import { createKnownHabits } from './server/habits';
import { createKnownPrograms } from './server/program';
import { serverLanguageModel } from './server/server-language-model';

/** What comes of an answer, over both transports: Gemini's, and that of servers which speak the OpenAI way. */

const now = Date.parse('2026-11-21T09:30:00.000Z');

let geminiServer: GeminiServer;
let openAiServer: OpenAiServer;
beforeAll(async () => {
  [geminiServer, openAiServer] = await Promise.all([startGeminiServer(), startOpenAiServer()]);
});
beforeEach(() => {
  geminiServer.reset();
  openAiServer.reset();
});
afterAll(() => Promise.all([geminiServer.close(), openAiServer.close()]));

/** What a test needs to know of a transport: who is asked, and how that service says what. */
const transports = [
  {
    name: 'Gemini',
    server: () => geminiServer,
    respond: (plan: gemini.Plan) => geminiServer.respondWith(plan),
    ask: askGemini,
    says: {
      text: (...pieces: readonly string[]) => gemini.text(pieces),
      uncounted: (text: string) => gemini.text(text, { countsTokens: false }),
      thinking: gemini.thinking,
      endedBy: (finishReason: string) => gemini.text('Roses', { finishReason }),
      atLimit: (text: string) => gemini.maxTokens({ text }),
      stall: gemini.stall,
      late: { ...ofGemini.overloaded(), delayMs: 60_000 },
    },
    codes: { limit: 'MAX_TOKENS', others: ['OTHER', 'A_REASON_OF_NEXT_YEAR'] },
    modelVersion: 'gemini-flash-latest',
    piecewise: true,
  },
  {
    name: 'a server',
    server: () => openAiServer,
    respond: (plan: openAi.Plan) => openAiServer.respondWith(plan),
    ask: askServer,
    says: {
      text: (...pieces: readonly string[]) => openAi.text(pieces),
      uncounted: (text: string) => openAi.text(text, { counts: false }),
      thinking: (thoughts: string, answer: string) => openAi.thinking(thoughts, answer),
      endedBy: (finishReason: string) => openAi.text('Roses', { finishReason }),
      atLimit: (text: string) => openAi.text(text, { finishReason: 'length' }),
      stall: openAi.stall,
      late: { ...ofOpenAi.overloaded(), delayMs: 60_000 },
    },
    codes: { limit: 'length', others: ['tool_calls', 'a_reason_of_next_year'] },
    modelVersion: 'gemma-3-4b-it',
    piecewise: false,
  },
] as const;

describe.each<Transport>(transports.map(generic))(
  'an answer of $name',
  ({ respond, ask, says, codes, modelVersion, piecewise }) => {
    it('has estimated counts when the service sends none', async () => {
      respond(says.uncounted('Roses are red.'));

      const usage: Usage = { inputTokens: 4, outputTokens: 4, thoughtTokens: 0, estimated: true };
      expect((await replyOf(ask())).usage).toEqual(usage);
    });

    it('leaves thoughts out of the text and counts them apart', async () => {
      respond(says.thinking('They want a poem, so let me think of rhymes.', 'Roses are red.'));

      const events = await all(ask());

      expect(textOf(events)).toBe('Roses are red.');
      expect(events.at(-1)).toMatchObject({
        reply: {
          text: 'Roses are red.',
          usage: { inputTokens: 4, outputTokens: 4, thoughtTokens: 11, estimated: false },
          modelVersion,
        },
      });
    });

    it('is kept when the token limit stops it in the middle', async () => {
      respond(says.atLimit('Roses are'));

      const finish: Finish = { kind: 'length', code: codes.limit };
      expect(await replyOf(ask())).toMatchObject({ text: 'Roses are', finish });
    });

    it('is kept when it ends for a reason that is not known', async () => {
      for (const code of codes.others) {
        respond(says.endedBy(code));
        expect(await replyOf(ask())).toMatchObject({ text: 'Roses', finish: { kind: 'other', code } });
      }
    });

    it('may hold line separators, quotes and other alphabets', async () => {
      const text = 'a\u2028b\u2029c "d" \\ 日本 🌹\r\n\r\ndata: e';
      respond(says.text(text));

      expect((await replyOf(ask())).text).toBe(text);
    });

    it('arrives as it was written, in whatever pieces', async () => {
      const pieces = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 5 });
      await fc.assert(
        fc.asyncProperty(pieces, async (texts) => {
          fc.pre(texts.join('').trim() !== '');
          respond(says.text(...texts));

          const events = await all(ask());

          expect(textOf(events)).toBe(texts.join(''));
          if (piecewise) expect(events.flatMap((event) => (event.type === 'text' ? [event.text] : []))).toEqual(texts);
          expect(events.at(-1)).toMatchObject({ type: 'done', reply: { text: texts.join('') } });
        }),
        { numRuns: 40 },
      );
    });
  },
);

describe.each<Transport>(transports.map(generic))('an abort of a call to $name', ({ server, respond, ask, says }) => {
  it.each([
    ['before the status line', () => says.late],
    ['while nothing comes', () => says.stall()],
    ['in the middle of an answer', () => says.stall('Roses are')],
  ])('ends the request at once %s, with the reason of the signal', async (_, plan) => {
    respond(plan());
    const controller = new AbortController();
    const reason = new Error('stopped by the author');
    const run = all(ask(controller.signal));

    await server().received(1);
    controller.abort(reason);

    await expect(run).rejects.toBe(reason);
    await server().requests[0]?.left;
  });

  it('is not needed to end a transfer that nobody reads any more', async () => {
    respond(says.stall('Roses are'));

    for await (const event of ask()) if (event.type === 'text') break;

    await server().requests[0]?.left;
  });
});

describe.each<Transport>(transports.map(generic))('no answer of $name', ({ name, server, respond, ask }) => {
  const rows = outcomes.flatMap(({ after, gemini, server, ...expected }) => {
    const came = name === 'Gemini' ? gemini : server;
    return came === undefined ? [] : [{ after, expected: { ...expected, ...came }, plan: came.plan }];
  });

  it.each(rows)('is an error in words after $after', async ({ plan, expected }) => {
    respond(plan);

    const error = await failure(ask());

    expect(error).toMatchObject({ kind: expected.kind, partialText: expected.partialText ?? '' });
    if (expected.code !== undefined) expect(error.code).toBe(expected.code);
    if (expected.says !== undefined) expect(error.message).toMatch(expected.says);
    expect(error.until).toBe(expected.until);
    expect(error.message).toMatch(/^(?:[A-Z]|https?:).{20,}\.$/s);
    expect(JSON.stringify(error)).not.toContain(key);
    expect(JSON.stringify(error), 'keys of others').not.toMatch(/AIzaSy|sk-abc/);
    expect(server().requests).toHaveLength(1);
  });
});

type Plans = Record<'uncounted' | 'endedBy' | 'atLimit', (text: string) => unknown> & {
  readonly text: (...pieces: readonly string[]) => unknown;
  readonly thinking: (thoughts: string, answer: string) => unknown;
  readonly stall: (partial?: string) => unknown;
  readonly late: unknown;
};

interface Transport {
  readonly name: string;
  readonly server: () => Pick<GeminiServer | OpenAiServer, 'received' | 'requests'>;
  readonly respond: (plan: unknown) => void;
  readonly ask: (signal?: AbortSignal) => AsyncIterable<ModelEvent>;
  readonly says: Plans;
  readonly codes: { readonly limit: string; readonly others: readonly string[] };
  readonly modelVersion: string;
  /** Each piece is told as it came; a text that may hold marks of thoughts is held back until that is known. */
  readonly piecewise: boolean;
}

/** A plan of a transport is given to that transport alone. */
function generic(transport: (typeof transports)[number]): Transport {
  return transport as Transport;
}

const { services } = modelsConfig(defaultDeviceSettings, { gemini: key, server: key });

function askGemini(signal = new AbortController().signal) {
  const model = geminiLanguageModel({
    ref: { provider: 'gemini', id: 'gemini-flash-latest' },
    config: { ...services.gemini, address: geminiServer.url },
    fetch: (...sent) => fetch(...sent),
    now: () => now,
  });
  return model.stream(aRequest({ prompt: userPrompt('Write a poem.') }), signal);
}

function askServer(signal = new AbortController().signal) {
  const model = serverLanguageModel({
    programs: createKnownPrograms(),
    ref: { provider: 'server', id: 'gemma-3-4b-it' },
    config: { ...services.server, address: openAiServer.url },
    fetch,
    now: () => now,
    habits: createKnownHabits(),
  });
  return model.stream(aRequest({ prompt: userPrompt('Write a poem.') }), signal);
}

async function failure(stream: AsyncIterable<ModelEvent>): Promise<ModelErrorData> {
  const error: unknown = await all(stream).catch((caught: unknown) => caught);
  if (!(error instanceof ModelError)) throw new Error(`Expected a ModelError, got ${JSON.stringify(error)}`);
  return error.data;
}

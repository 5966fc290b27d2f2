import { describe, expect, it } from 'vitest';
import { suggestRationales } from '../core/alignment/suggest-rationales';
import type { LanguageModel, ModelEvent } from '../core/model/language-model';
import { ModelError, type ModelErrorKind } from '../core/model/model-error';
import { userPrompt } from '../core/model/model-prompt';
import type { ListedModel } from '../core/model/models-port';
import { defaultDeviceSettings } from '../core/project/device-settings';
import { modelsConfig } from '../core/project/models-config';
import { buildTurn } from '../testing/builders';
import { type FakeClock, fakeClock } from '../testing/fake-clock';
import { textOf } from '../testing/model-contract';
import {
  type Expectation,
  type RecordedReply,
  type Replay,
  readRecordedReplies,
  replay,
  settledInTime,
  waysToCut,
} from '../testing/recorded-reply';
import { stackDeps } from '../testing/stack-deps';
import { aRequest } from '../testing/stepwise-model';
import repliesOfGemini from './gemini/fixtures/replies.json';
import { geminiLanguageModel } from './gemini/gemini-language-model';
import { listGeminiModels } from './gemini/list-gemini-models';
import repliesOfServers from './server/fixtures/replies.json';
import { createKnownHabits } from './server/habits';
import { listServerModels } from './server/list-server-models';
import { createKnownPrograms } from './server/program';
import { serverLanguageModel } from './server/server-language-model';
import { createModelStack } from './wrappers/model-stack';

const key = 'AQ.a-key-of-any-shape_0123456789';
const config = modelsConfig(defaultDeviceSettings, { gemini: key, server: key });
const signal = new AbortController().signal;

/** What each kind is to the callers of a model; `cut` is told by its code, and an answer by what it says. */
const kinds: Readonly<Record<Exclude<Expectation['kind'], 'answer' | 'json' | 'models'>, readonly ModelErrorKind[]>> = {
  'no-credit': ['no-credit'],
  'rate-limited-minute': ['rate-limited-minute'],
  'rate-limited-day': ['rate-limited-day'],
  'bad-key': ['bad-key'],
  'model-unknown': ['unknown-model'],
  'unsupported-region': ['unsupported-region'],
  refused: ['bad-request'],
  'too-long': ['too-long'],
  unavailable: ['unavailable'],
  'prompt-blocked': ['prompt-blocked'],
  'answer-blocked': ['answer-blocked'],
  empty: ['empty'],
  cut: ['unavailable'],
  'unknown-format': ['unknown-format'],
  'token-limit': ['token-limit'],
  'token-limit-thinking': ['token-limit'],
};

describe.each(waysToCut)('a recorded reply, $name', ({ cutsOf }) => {
  it.each(readRecordedReplies([...repliesOfGemini, ...repliesOfServers]))('$name: $why', async (reply) => {
    const clock = fakeClock();
    const played = replay(reply, cutsOf);
    const events: ModelEvent[] = [];

    const settled = await settledInTime(ask(reply, { played, clock, events }), clock);

    expectOutcome(settled, { reply, events, clock });
    expect(played.requests.length).toBeLessThanOrEqual(reply.expect.requests);
  });
});

interface Asking {
  readonly played: Replay;
  readonly clock: FakeClock;
  /** Filled as they come, so that they are known after a failure, too. */
  readonly events: ModelEvent[];
}

/** What it comes to that is no event. */
async function ask(reply: RecordedReply, { played, clock, events }: Asking): Promise<unknown> {
  const { model, list } = transports[reply.api](played, clock);
  switch (reply.ask) {
    case 'models':
      return (await list()).map(({ id }) => id);
    case 'rationales': {
      const asked = { kind: 'kudos', path: [buildTurn()], response: 'Two hours.', constitution: [] } as const;
      const read = await suggestRationales(asked, { model: stacked(model, clock), signal });
      return read.ok ? { rationales: read.value } : read.error;
    }
    case undefined: {
      // Gemini is asked for a whole answer where a schema holds it.
      const whole = reply.api === 'gemini' && !reply.stream;
      const schema = { type: 'string', enum: ['a', 'b'] } as const;
      const request = aRequest({
        prompt: userPrompt('When does it leave?', 'Be brief.'),
        reply: whole ? { type: 'json', name: 'label', schema } : { type: 'text' },
      });
      for await (const event of stacked(model, clock).stream(request, signal)) events.push(event);
      return undefined;
    }
  }
}

interface Transport {
  readonly model: LanguageModel;
  readonly list: () => Promise<readonly ListedModel[]>;
}

const transports: Readonly<Record<RecordedReply['api'], (played: Replay, clock: FakeClock) => Transport>> = {
  gemini({ fetch }, { now }) {
    const deps = { config: config.services.gemini, fetch, now };
    return {
      model: geminiLanguageModel({ ref: { provider: 'gemini', id: 'gemini-flash-latest' }, ...deps }),
      list: () => listGeminiModels({ ...deps, signal }),
    };
  },
  server({ fetch }, { now }) {
    const habits = createKnownHabits();
    const deps = { config: { ...config.services.server, address: 'https://served.example/v1' }, fetch, now, habits };
    return {
      model: serverLanguageModel({ programs: createKnownPrograms(), ref: { provider: 'server', id: 'm' }, ...deps }),
      list: () => listServerModels({ ...deps, signal }),
    };
  },
};

/** As the models worker builds it. */
function stacked(model: LanguageModel, clock: FakeClock): LanguageModel {
  return createModelStack({ ...stackDeps, clock, config }).paid(model);
}

interface Came {
  readonly reply: RecordedReply;
  readonly events: readonly ModelEvent[];
  readonly clock: FakeClock;
}

function expectOutcome(settled: PromiseSettledResult<unknown>, { reply, events, clock }: Came): void {
  const { expect: expected } = reply;
  if (settled.status === 'rejected') {
    expectFailure(settled.reason, { expected, events, clock });
    return;
  }
  switch (expected.kind) {
    case 'answer':
      expectAnswer(events, expected);
      return;
    case 'models':
      expect(settled.value).toEqual(expected.models);
      return;
    case 'json':
      expect(settled.value).toEqual(expected.json);
      return;
    default:
      throw new Error(`Expected a failure (${expected.kind}), got ${JSON.stringify(settled.value ?? events)}.`);
  }
}

function expectAnswer(events: readonly ModelEvent[], expected: Expectation): void {
  const last = events.at(-1);
  if (last?.type !== 'done') throw new Error('Expected the last event to be a done.');
  expect(textOf(events)).toBe(expected.text);
  expect(last.reply.text).toBe(expected.text);
  if (expected.finish === 'unspecified')
    expect(last.reply.finish).toEqual({ kind: 'other', code: 'FINISH_REASON_UNSPECIFIED' });
  else expect(last.reply.finish.kind).toBe(expected.finish ?? 'stop');
  for (const words of expected.hidden ?? []) expect(JSON.stringify(events)).not.toContain(words);
  for (const words of expected.shows ?? []) expect(JSON.stringify(last.reply.citations)).toContain(words);
}

function expectFailure(
  error: unknown,
  {
    expected,
    events,
    clock,
  }: { readonly expected: Expectation; readonly events: readonly ModelEvent[]; readonly clock: FakeClock },
): void {
  if (!(error instanceof ModelError)) throw error;
  const { data } = error;
  expect(kinds[expected.kind as keyof typeof kinds]).toContain(data.kind);
  expect(data.code === 'STREAM_CUT').toBe(expected.kind === 'cut');
  expect(data.message).toContain(expected.quotes ?? '');
  expect(data.message).toMatch(/^(?:[A-Z]|https?:).{20,}\.$/s);
  expect(data.message).not.toContain(key);
  expect(data.partialText).toBe(expected.partial ?? '');
  if (expected.kind === 'token-limit-thinking') expect(data.usage?.thoughtTokens).toBeGreaterThan(0);
  for (const words of expected.hidden ?? []) expect(JSON.stringify([events, data])).not.toContain(words);
  if (expected.untilSeconds === undefined) return;
  const seconds = (Date.parse(data.until ?? '') - clock.now()) / 1000;
  expect(Math.abs(seconds - expected.untilSeconds)).toBeLessThan(2);
}

import { describe, expect, it } from 'vitest';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { ModelError, type ModelErrorKind } from '../../core/model/model-error';
import type { ReplyFormat } from '../../core/model/model-request';
import type { SamplingSettings } from '../../core/model/sampling-settings';
import { nothingSpent } from '../../core/model/spending';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { modelsConfig } from '../../core/project/models-config';
import { type FakeClock, fakeClock } from '../../testing/fake-clock';
import { textOf } from '../../testing/model-contract';
import {
  type Expectation,
  type RecordedReply,
  type Replay,
  readRecordedReplies,
  replay,
  settledInTime,
  waysToCut,
} from '../../testing/recorded-reply';
import { aRequest } from '../../testing/stepwise-model';
import { createModelStack } from '../wrappers/model-stack';
import replies from './fixtures/replies.json';
import { geminiLanguageModel } from './gemini-language-model';
import { listGeminiModels } from './list-gemini-models';
import { createKnownRefusals } from './refused-settings';

const config = modelsConfig(defaultDeviceSettings, { gemini: 'AQ.a-key-of-any-shape_0123456789', server: '' });
const recorded = readRecordedReplies(replies);

/** What the kinds of the fixtures are called here; an answer and a list are no failure. */
const kinds: Readonly<Partial<Record<Expectation['kind'], ModelErrorKind>>> = {
  'no-credit': 'no-credit',
  'rate-limited-minute': 'rate-limited-minute',
  'rate-limited-day': 'rate-limited-day',
  'bad-key': 'bad-key',
  'model-unknown': 'unknown-model',
  'unsupported-region': 'unsupported-region',
  refused: 'bad-request',
  unavailable: 'unavailable',
  cut: 'unavailable',
  'prompt-blocked': 'prompt-blocked',
  'answer-blocked': 'answer-blocked',
  empty: 'empty',
  'unknown-format': 'unknown-format',
};

describe.each(waysToCut)('a reply of Gemini, $name', ({ cutsOf }) => {
  it.each(recorded.filter(({ ask }) => ask === undefined))('$name: $why', async (reply) => {
    const clock = fakeClock();
    const service = replay(reply, cutsOf);
    const { events, error } = await asked(service, { clock, whole: !reply.stream });
    const { expect: expected } = reply;

    expect(service.requests.length).toBeLessThanOrEqual(expected.requests);
    if (expected.kind === 'answer') expectAnswer(events, { error, expected });
    else expectFailure(error, { expected, clock });
  });

  it.each(recorded.filter(({ ask }) => ask === 'models'))('$name: $why', async (reply) => {
    const service = replay(reply, cutsOf);
    const { signal } = new AbortController();

    const models = await listGeminiModels({ config: config.gemini, fetch: service.fetch, signal, now: Date.now });

    expect(models.map(({ id }) => id)).toEqual(reply.expect.models);
    expect(service.requests.length).toBeLessThanOrEqual(reply.expect.requests);
  });
});

describe('a refusal for credit', () => {
  it('holds nobody up: the next call is sent at once', async () => {
    const clock = fakeClock();
    const refused = replay(named('gemini-no-credit-prepaid'));
    const good = replay(named('gemini-comment-before'));
    let service = refused;
    const model = stackedModel({ clock, fetch: (...sent) => service.fetch(...sent) });
    const started = clock.now();

    await collected(model);
    service = good;
    const { events } = await collected(model);

    expect(textOf(events)).toBe('The ferry leaves at noon.');
    expect(clock.now()).toBe(started);
  });
});

describe('a setting that a model refuses', () => {
  it('is named, and left out of the next call', async () => {
    const service = replay(named('gemini-penalty-refused'));
    const settings = { presencePenalty: 0.5, frequencyPenalty: 0.2, temperature: 1 };
    // Of a family that takes penalties, as far as the table knows.
    const model = stackedModel({ clock: fakeClock(), fetch: service.fetch, id: 'gemini-2.0-flash' });

    const { error } = await collected(model, settings);
    await collected(model, settings);

    expect(error?.message).toMatch(/does not take "Presence penalty" and "Frequency penalty".*Clear it in Sampling/);
    expect(service.requests.map(sampling)).toEqual([
      expect.objectContaining(settings),
      expect.not.objectContaining({ presencePenalty: 0.5, frequencyPenalty: 0.2 }),
    ]);
  });

  it('is not sent to a model that is known to refuse it', async () => {
    const service = replay(named('gemini-comment-before'));
    const model = stackedModel({ clock: fakeClock(), fetch: service.fetch, id: 'gemini-4-neon' });

    await collected(model, { presencePenalty: 0.5, temperature: 1, topK: 3, seed: 4 });

    expect(service.requests.map(sampling)).toEqual([{ seed: 4, thinkingConfig: { includeThoughts: true } }]);
  });
});

describe('thoughts', () => {
  it('come as signs of life, and are neither part of the answer nor kept', async () => {
    const service = replay(
      reply([
        { parts: [{ text: 'They ask about a ferry.', thought: true }] },
        { parts: [{ text: 'Which one?', thought: true }, { text: 'At noon.' }] },
      ]),
    );

    const { events } = await collected(providedModel({ clock: fakeClock(), fetch: service.fetch }));

    expect(events.map((event) => (event.type === 'text' ? event.text : event.type))).toEqual([
      '',
      'At noon.',
      '',
      'done',
    ]);
    expect(JSON.stringify(events)).not.toContain('Which one?');
  });

  it('are not asked for again where a model refuses to tell of them', async () => {
    const refusal = named('gemini-penalty-refused');
    const body = JSON.stringify({ error: { code: 400, message: 'Thinking is not enabled for this model.' } });
    // biome-ignore lint/suspicious/noThenProperty: the fixtures' own word, and nothing is awaited here.
    const service = replay({ ...refusal, body, then: [named('gemini-comment-before')] });
    const model = stackedModel({ clock: fakeClock(), fetch: service.fetch });

    await collected(model);
    const { events } = await collected(model);

    expect(textOf(events)).toBe('The ferry leaves at noon.');
    expect(service.requests.map((request) => Object.keys(sampling(request)))).toEqual([['thinkingConfig'], [], []]);
  });
});

function expectAnswer(
  events: readonly ModelEvent[],
  { error, expected }: { readonly error: ModelError | undefined; readonly expected: Expectation },
): void {
  expect(error).toBeUndefined();
  const last = events.at(-1);
  if (last?.type !== 'done') throw new Error('Expected the last event to be a done.');
  expect(last.reply.text).toBe(expected.text);
  expect(textOf(events)).toBe(expected.text);
  if (expected.finish === 'unspecified') {
    expect(last.reply.finish).toEqual({ kind: 'other', code: 'FINISH_REASON_UNSPECIFIED' });
  }
  for (const shown of expected.shows ?? []) expect(JSON.stringify(last.reply.citations)).toContain(shown);
}

function expectFailure(
  error: ModelError | undefined,
  { expected, clock }: { readonly expected: Expectation; readonly clock: FakeClock },
): void {
  expect(error?.kind).toBe(kinds[expected.kind]);
  expect(error?.data.code === 'STREAM_CUT').toBe(expected.kind === 'cut');
  if (expected.quotes !== undefined) expect(error?.message).toContain(expected.quotes);
  if (expected.partial !== undefined) expect(error?.data.partialText).toBe(expected.partial);
  if (expected.untilSeconds !== undefined) {
    const seconds = (Date.parse(error?.data.until ?? '') - clock.now()) / 1000;
    expect(Math.abs(seconds - expected.untilSeconds)).toBeLessThan(2);
  }
}

async function asked(service: Replay, { clock, whole }: { readonly clock: FakeClock; readonly whole: boolean }) {
  const schema = { type: 'string', enum: ['a', 'b'] } as const;
  const model = stackedModel({ clock, fetch: service.fetch });
  return collected(model, {}, { clock, ...(whole ? { reply: { type: 'json', name: 'label', schema } } : {}) });
}

function stackedModel({ clock, fetch, id = 'gemini-flash-latest' }: Provided): LanguageModel {
  const stack = createModelStack({
    clock,
    random: () => 0.5,
    newId: () => 'id',
    onCall: () => undefined,
    onSpending: () => undefined,
    spent: nothingSpent,
    config,
  });
  return stack.paid(providedModel({ clock, fetch, id }));
}

interface Provided {
  readonly clock: FakeClock;
  readonly fetch: typeof globalThis.fetch;
  readonly id?: string;
}

/** Without the policy around it. */
function providedModel({ clock, fetch, id = 'gemini-flash-latest' }: Provided): LanguageModel {
  return geminiLanguageModel({
    ref: { provider: 'gemini', id },
    config: config.gemini,
    fetch,
    now: () => clock.now(),
    refusals: createKnownRefusals(),
  });
}

async function collected(
  model: LanguageModel,
  settings: SamplingSettings = {},
  { clock = fakeClock(), reply: format = { type: 'text' } }: Partial<HowToCollect> = {},
): Promise<{ readonly events: readonly ModelEvent[]; readonly error?: ModelError }> {
  const events: ModelEvent[] = [];
  const run = async () => {
    const stream = model.stream(aRequest({ settings, reply: format }), new AbortController().signal);
    for await (const event of stream) events.push(event);
  };
  const settled = await settledInTime(run(), clock);
  if (settled.status === 'fulfilled') return { events };
  if (!(settled.reason instanceof ModelError)) throw settled.reason;
  return { events, error: settled.reason };
}

interface HowToCollect {
  readonly clock: FakeClock;
  readonly reply: ReplyFormat;
}

function sampling({ body }: { readonly body: unknown }): object {
  if (typeof body !== 'object' || body === null || !('generationConfig' in body)) return {};
  return Object(body.generationConfig);
}

function named(name: string): RecordedReply {
  const found = recorded.find((each) => each.name === name);
  if (found === undefined) throw new Error(`No fixture is called ${name}.`);
  return found;
}

/** A stream of these contents, with an end. */
function reply(contents: readonly object[]): RecordedReply {
  const events = [
    ...contents.map((content) => ({ candidates: [{ content }] })),
    { candidates: [{ finishReason: 'STOP' }] },
  ];
  const body = events.map((event) => `data: ${JSON.stringify(event)}\r\n\r\n`).join('');
  return { ...named('gemini-comment-before'), body };
}

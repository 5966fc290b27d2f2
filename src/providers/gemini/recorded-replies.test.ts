import { describe, expect, it } from 'vitest';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import type { SamplingSettings } from '../../core/model/sampling-settings';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { modelsConfig } from '../../core/project/models-config';
import { type FakeClock, fakeClock } from '../../testing/fake-clock';
import { textOf } from '../../testing/model-contract';
import {
  namedReply,
  type RecordedReply,
  readRecordedReplies,
  replay,
  settledInTime,
} from '../../testing/recorded-reply';
import { stackDeps } from '../../testing/stack-deps';
import { aRequest } from '../../testing/stepwise-model';
import { createModelStack } from '../wrappers/model-stack';
import replies from './fixtures/replies.json';
import { geminiLanguageModel } from './gemini-language-model';
import { createKnownRefusals } from './refused-settings';

const config = modelsConfig(defaultDeviceSettings, { gemini: 'AQ.a-key-of-any-shape_0123456789', server: '' });
const recorded = readRecordedReplies(replies);

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

function stackedModel({ clock, fetch, id = 'gemini-flash-latest' }: Provided): LanguageModel {
  return createModelStack({ ...stackDeps, clock, config }).paid(providedModel({ clock, fetch, id }));
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
    config: config.services.gemini,
    fetch,
    now: () => clock.now(),
    refusals: createKnownRefusals(),
  });
}

async function collected(
  model: LanguageModel,
  settings: SamplingSettings = {},
): Promise<{ readonly events: readonly ModelEvent[]; readonly error?: ModelError }> {
  const events: ModelEvent[] = [];
  const run = async () => {
    const stream = model.stream(aRequest({ settings }), new AbortController().signal);
    for await (const event of stream) events.push(event);
  };
  const settled = await settledInTime(run(), fakeClock());
  if (settled.status === 'fulfilled') return { events };
  if (!(settled.reason instanceof ModelError)) throw settled.reason;
  return { events, error: settled.reason };
}

function sampling({ body }: { readonly body: unknown }): object {
  if (typeof body !== 'object' || body === null || !('generationConfig' in body)) return {};
  return Object(body.generationConfig);
}

const named = (name: string) => namedReply(recorded, name);

/** A stream of these contents, with an end. */
function reply(contents: readonly object[]): RecordedReply {
  const events = [
    ...contents.map((content) => ({ candidates: [{ content }] })),
    { candidates: [{ finishReason: 'STOP' }] },
  ];
  const body = events.map((event) => `data: ${JSON.stringify(event)}\r\n\r\n`).join('');
  return { ...named('gemini-comment-before'), body };
}

import { describe, expect, it } from 'vitest';
import { suggestRationales } from '../../core/alignment/suggest-rationales';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { ModelError, type ModelErrorKind } from '../../core/model/model-error';
import { userPrompt } from '../../core/model/model-prompt';
import { nothingSpent } from '../../core/model/spending';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { modelsConfig } from '../../core/project/models-config';
import { fakeClock } from '../../testing/fake-clock';
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
import { createKnownHabits } from './habits';
import { listServerModels } from './list-server-models';
import recordedReplies from './recorded-replies.json';
import { serverLanguageModel } from './server-language-model';

const key = 'sk-of-the-server-0123456789';
const recorded = readRecordedReplies(recordedReplies);

/** What each kind is to the callers of a model; `cut` is told by its code, and an answer by what it says. */
const kinds: Readonly<Record<Exclude<Expectation['kind'], 'answer' | 'json' | 'models'>, readonly ModelErrorKind[]>> = {
  'no-credit': ['no-credit'],
  'rate-limited-minute': ['rate-limited-minute'],
  'rate-limited-day': ['rate-limited-day'],
  'bad-key': ['bad-key'],
  'model-unknown': ['unknown-model'],
  'unsupported-region': ['unsupported-region'],
  refused: ['bad-request', 'too-long'],
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

describe.each(waysToCut)('a reply of a server, $name', ({ cutsOf }) => {
  it.each(recorded)('$name: $why', async (reply) => {
    const played = replay(reply, cutsOf);

    const outcome = await outcomeOf(reply, played);

    expectOutcome(outcome, reply);
    expect(played.requests.length).toBeLessThanOrEqual(reply.expect.requests);
  });
});

describe('a server that takes no system turn', () => {
  it('is asked once more without one, and from then on', async () => {
    const reply = named('server-no-system-role');
    const played = replay(reply);
    const model = modelOver(played, fakeClock());

    await collected(model.stream(aRequest({ prompt: userPrompt('When does it leave?', 'Be brief.') }), open));
    await collected(model.stream(aRequest({ prompt: userPrompt('And back?', 'Be brief.') }), open));

    expect(played.requests.map(({ body }) => JSON.stringify(body).includes('"system"'))).toEqual([true, false, false]);
    expect(JSON.stringify(played.requests[2]?.body)).toContain('Be brief.');
  });

  it('is not asked again when none was sent', async () => {
    const played = replay(named('server-no-system-role'));
    const model = modelOver(played, fakeClock());

    await expect(collected(model.stream(aRequest({ prompt: userPrompt('When?') }), open))).rejects.toBeInstanceOf(
      ModelError,
    );
    expect(played.requests).toHaveLength(1);
  });
});

describe('counts that a server does not give', () => {
  it.each(['server-usage-negative', 'server-usage-null', 'usage-strings', 'usage-zeros', 'server-finish-missing-done'])(
    'are estimated, and not 0: %s',
    async (name) => {
      const events = await collected(modelOver(replay(named(name)), fakeClock()).stream(aRequest(), open));

      expect(events.at(-1)).toMatchObject({ type: 'done', reply: { usage: { estimated: true } } });
      const last = events.at(-1);
      expect(last?.type === 'done' && last.reply.usage.outputTokens).toBeGreaterThan(3);
    },
  );
});

const open = new AbortController().signal;

type Outcome =
  | { readonly type: 'answer'; readonly events: readonly ModelEvent[] }
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'failure'; readonly error: ModelError; readonly events: readonly ModelEvent[] };

async function outcomeOf(reply: RecordedReply, played: Replay): Promise<Outcome> {
  const clock = fakeClock();
  const events: ModelEvent[] = [];
  const settled = await settledInTime(ask(reply, { played, clock, events }), clock);
  if (settled.status === 'fulfilled') return settled.value;
  if (settled.reason instanceof ModelError) return { type: 'failure', error: settled.reason, events };
  throw settled.reason;
}

interface Asking {
  readonly played: Replay;
  readonly clock: ReturnType<typeof fakeClock>;
  /** Filled as they come, so that they are known after a failure, too. */
  readonly events: ModelEvent[];
}

async function ask(reply: RecordedReply, { played, clock, events }: Asking): Promise<Outcome> {
  switch (reply.ask) {
    case 'models':
      return {
        type: 'value',
        value: await listServerModels({ ...surroundings(played, clock), habits: createKnownHabits(), signal: open }),
      };
    case 'rationales': {
      const subject = {
        kind: 'kudos',
        prompt: 'How long does it take?',
        response: 'Two hours.',
        principles: [],
      } as const;
      const read = await suggestRationales(subject, { model: modelOver(played, clock), signal: open });
      return { type: 'value', value: read.ok ? { rationales: read.value } : read.error };
    }
    case undefined: {
      const request = aRequest({ prompt: userPrompt('When does it leave?', 'Be brief.') });
      for await (const event of modelOver(played, clock).stream(request, open)) events.push(event);
      return { type: 'answer', events };
    }
  }
}

function surroundings({ fetch }: Replay, clock: ReturnType<typeof fakeClock>) {
  const config = {
    ...modelsConfig(defaultDeviceSettings, { gemini: '', server: key }).server,
    url: 'https://served.example/v1',
  };
  return { config, fetch, now: clock.now };
}

/** As the models worker builds it. */
function modelOver(played: Replay, clock: ReturnType<typeof fakeClock>): LanguageModel {
  const ref = { provider: 'server', id: 'm' } as const;
  const stack = createModelStack({
    clock,
    random: () => 0.5,
    newId: () => 'id',
    onCall: () => undefined,
    onSpending: () => undefined,
    spent: nothingSpent,
    config: modelsConfig(defaultDeviceSettings, { gemini: '', server: key }),
  });
  return stack.paid(serverLanguageModel({ ref, habits: createKnownHabits(), ...surroundings(played, clock) }));
}

function expectOutcome(outcome: Outcome, { expect: expected, name }: RecordedReply): void {
  const hidden = expected.hidden ?? [];
  switch (expected.kind) {
    case 'answer': {
      if (outcome.type !== 'answer') throw unexpected(outcome, name);
      const last = outcome.events.at(-1);
      expect(last?.type).toBe('done');
      if (last?.type !== 'done') return;
      expect(textOf(outcome.events)).toBe(expected.text);
      expect(last.reply.text).toBe(expected.text);
      expect(last.reply.finish.kind).toBe(expected.finish ?? 'stop');
      for (const words of hidden) expect(JSON.stringify(outcome.events)).not.toContain(words);
      for (const words of expected.shows ?? []) expect(JSON.stringify(last.reply.citations)).toContain(words);
      return;
    }
    case 'json':
      expect(outcome).toEqual({ type: 'value', value: expected.json });
      return;
    case 'models':
      expect(outcome.type === 'value' && (outcome.value as readonly { id: string }[]).map(({ id }) => id)).toEqual(
        expected.models,
      );
      return;
    case 'cut':
      expect(outcome).toMatchObject({ error: { data: { code: 'STREAM_CUT' } } });
      expectFailure(outcome, { expected, name });
      return;
    default:
      expectFailure(outcome, { expected, name });
  }
}

function expectFailure(
  outcome: Outcome,
  { expected, name }: { readonly expected: Expectation; readonly name: string },
) {
  if (outcome.type !== 'failure') throw unexpected(outcome, name);
  const { data } = outcome.error;
  expect(kinds[expected.kind as keyof typeof kinds]).toContain(data.kind);
  expect(data.message).toContain(expected.quotes ?? '');
  expect(data.message).toMatch(/^[A-Z].{20,}\.$/s);
  expect(data.message).not.toContain(key);
  expect(data.partialText).toBe(expected.partial ?? '');
  if (expected.kind === 'token-limit-thinking') expect(data.usage?.thoughtTokens).toBeGreaterThan(0);
  for (const words of expected.hidden ?? []) expect(JSON.stringify([outcome.events, data])).not.toContain(words);
}

function unexpected(outcome: Outcome, name: string): Error {
  const what = outcome.type === 'failure' ? outcome.error.data : outcome;
  return new Error(`${name} came to something else: ${JSON.stringify(what)}`);
}

function named(name: string): RecordedReply {
  const found = recorded.find((reply) => reply.name === name);
  if (found === undefined) throw new Error(`The fixture has no "${name}".`);
  return found;
}

async function collected(stream: AsyncIterable<ModelEvent>): Promise<readonly ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

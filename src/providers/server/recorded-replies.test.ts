import { describe, expect, it } from 'vitest';
import type { LanguageModel } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import { userPrompt } from '../../core/model/model-prompt';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { modelsConfig } from '../../core/project/models-config';
import { type FakeClock, fakeClock } from '../../testing/fake-clock';
import { all } from '../../testing/model-contract';
import { namedReply, type Replay, readRecordedReplies, replay } from '../../testing/recorded-reply';
import { stackDeps } from '../../testing/stack-deps';
import { aRequest } from '../../testing/stepwise-model';
import { createModelStack } from '../wrappers/model-stack';
import recordedReplies from './fixtures/replies.json';
import { createKnownHabits } from './habits';
import { createKnownPrograms } from './program';
import { serverLanguageModel } from './server-language-model';

const recorded = readRecordedReplies(recordedReplies);

describe('a server that takes no system turn', () => {
  it('is asked once more without one, and from then on', async () => {
    const reply = named('server-no-system-role');
    const played = replay(reply);
    const model = modelOver(played, fakeClock());

    await all(model.stream(aRequest({ prompt: userPrompt('When does it leave?', 'Be brief.') }), open));
    await all(model.stream(aRequest({ prompt: userPrompt('And back?', 'Be brief.') }), open));

    expect(played.requests.map(({ body }) => JSON.stringify(body).includes('"system"'))).toEqual([true, false, false]);
    expect(JSON.stringify(played.requests[2]?.body)).toContain('Be brief.');
  });

  it('is not asked again when none was sent', async () => {
    const played = replay(named('server-no-system-role'));
    const model = modelOver(played, fakeClock());

    await expect(all(model.stream(aRequest({ prompt: userPrompt('When?') }), open))).rejects.toBeInstanceOf(ModelError);
    expect(played.requests).toHaveLength(1);
  });
});

describe('counts that a server does not give', () => {
  it.each(['server-usage-negative', 'server-usage-null', 'usage-strings', 'usage-zeros', 'server-finish-missing-done'])(
    'are estimated, and not 0: %s',
    async (name) => {
      const events = await all(modelOver(replay(named(name)), fakeClock()).stream(aRequest(), open));

      expect(events.at(-1)).toMatchObject({ type: 'done', reply: { usage: { estimated: true } } });
      const last = events.at(-1);
      expect(last?.type === 'done' && last.reply.usage.outputTokens).toBeGreaterThan(3);
    },
  );
});

const open = new AbortController().signal;

/** As the models worker builds it. */
function modelOver({ fetch }: Replay, clock: FakeClock): LanguageModel {
  const config = modelsConfig(defaultDeviceSettings, { gemini: '', server: '' });
  const model = serverLanguageModel({
    programs: createKnownPrograms(),
    ref: { provider: 'server', id: 'm' },
    habits: createKnownHabits(),
    config: { ...config.services.server, address: 'https://served.example/v1' },
    fetch,
    now: clock.now,
  });
  return createModelStack({ ...stackDeps, clock, config }).paid(model);
}

const named = (name: string) => namedReply(recorded, name);

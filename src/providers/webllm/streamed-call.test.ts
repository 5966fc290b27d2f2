import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../testing/fake-clock';
import { openAiEngines } from '../../testing/openai-engine';
import { defaultSilencePolicy } from './silence';
import { streamedCall } from './streamed-call';

const id = 'gemma';
const words = 'The sea is wide, and it is salty, and it is deep, and so it goes on.';

async function given() {
  let written = 0;
  const engines = openAiEngines({
    answer: () => words,
    contextTokens: 300,
    onToken: () => {
      written += 1;
    },
  });
  const engine = engines.build({ record: { model_id: id }, onProgress: () => {} });
  await engine.reload(id);
  const controller = new AbortController();
  const call = streamedCall(engine, {
    request: {
      model: id,
      messages: [{ role: 'user', content: 'Tell me of the sea.' }],
      stream: true,
      stream_options: { include_usage: true },
    },
    promptTokens: 5,
    signal: controller.signal,
    silence: defaultSilencePolicy,
    setTimer: fakeClock().setTimer,
  });
  return { call, controller, engines, written: () => written };
}

describe('A streamed call that is ended', () => {
  it('does not write its whole answer when it had not begun', async () => {
    const { call, controller, written } = await given();
    const reason = new Error('stopped');
    const first = call.next();
    controller.abort(reason);

    await expect(first).rejects.toBe(reason);
    await call.end();

    expect(written()).toBeLessThan(3);
  });

  it('ends at once when nobody has read of it', async () => {
    const { call, written } = await given();
    await call.end();
    expect(written()).toBeLessThan(3);
  });
});

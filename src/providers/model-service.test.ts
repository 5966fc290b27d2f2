import { describe, expect, it } from 'vitest';
import { finished } from '../core/model/finished';
import { ModelError } from '../core/model/model-error';
import type { ModelRequest } from '../core/model/model-request';
import { providerIds } from '../core/model/provider-table';
import { nothingSpent } from '../core/model/spending';
import { defaultDeviceSettings } from '../core/project/device-settings';
import { modelsConfig } from '../core/project/models-config';
import { fakeClock } from '../testing/fake-clock';
import { scriptedModel } from '../testing/scripted-model';
import { stackDeps } from '../testing/stack-deps';
import type { Adapters } from './adapters';
import { createModelService } from './model-service';

const keys = { gemini: 'sk-of-gemini-0123', server: 'sk-of-the-server-0123' };
const { signal } = new AbortController();

function given(change: Partial<Adapters> = {}) {
  const model = async () => scriptedModel({ replies: [] });
  const list = async () => [];
  // Of whatever providers there are: a new one changes nothing here.
  const adapters = { ...Object.fromEntries(providerIds.map((id) => [id, { model, list }])), ...change } as Adapters;
  const service = createModelService({ ...stackDeps, adapters, clock: fakeClock() });
  return { service, configure: () => service.configure(modelsConfig(defaultDeviceSettings, keys), nothingSpent) };
}

const question: ModelRequest = {
  purpose: 'answer-prompt',
  subject: { system: '', conversation: [] },
  prompt: { turns: [{ role: 'user', parts: [{ type: 'text', text: 'How?' }] }] },
  settings: {},
  reply: { type: 'text' },
  cache: 'fresh',
};

const embed = (service: ReturnType<typeof given>['service'], provider: 'browser' | 'practice') =>
  service.embeddingModel({ provider }).embed({ texts: ['a text'], signal, onEvent: () => {} });

describe('the models of all providers', () => {
  it('are not there before the settings are', () => {
    const { service, configure } = given();
    expect(() => service.model({ provider: 'practice' })).toThrow('before the settings');
    configure();
    expect(service.model({ provider: 'practice' }).ref).toEqual({ provider: 'practice' });
  });

  it('of services are made once for all calls, and anew with other settings', async () => {
    let made = 0;
    const model = async () => {
      made += 1;
      return scriptedModel({ replies: ['One.', 'Two.'] });
    };
    const { service, configure } = given({ gemini: { model, list: async () => [] } });
    const ask = () => finished(service.model({ provider: 'gemini', id: 'one' }).stream(question, signal));
    configure();
    await ask();
    await ask();
    expect(made).toBe(1);
    configure();
    await ask();
    expect(made).toBe(2);
  });

  it('of services that could not be loaded are loaded again by the next call', async () => {
    let isThere = false;
    const model = async () => {
      if (!isThere) throw new ModelError({ kind: 'no-model', code: 'NOT_LOADED', message: 'Not yet.' });
      return scriptedModel({ replies: ['One.'] });
    };
    const { service, configure } = given({ gemini: { model, list: async () => [] } });
    const ask = () => finished(service.model({ provider: 'gemini', id: 'one' }).stream(question, signal));
    configure();
    await expect(ask()).rejects.toMatchObject({ data: { code: 'NOT_LOADED' } });
    isThere = true;
    expect((await ask()).reply.text).toBe('One.');
  });

  it("embed on this device beside the browser's model, which embeds nothing", async () => {
    const vector = new Float32Array([1, 0]);
    const embedding = { ref: { provider: 'practice' }, embed: async () => [vector] } as const;
    const practice = { model: async () => scriptedModel({ replies: [] }), embeddingModel: async () => embedding };
    const { service, configure } = given({ practice });
    configure();
    expect(await embed(service, 'browser')).toEqual([vector]);
  });

  it('say so where nobody embeds', async () => {
    const { service, configure } = given();
    configure();
    await expect(embed(service, 'practice')).rejects.toMatchObject({
      data: { kind: 'no-model', code: 'NO_EMBEDDINGS' },
    });
  });

  it('are listed without any key, whichever service repeats it, in its list or in its refusal', async () => {
    const model = async () => scriptedModel({ replies: [] });
    const message = `Not served to ${keys.gemini} or ${keys.server}.`;
    const { service, configure } = given({
      gemini: { model, list: async () => [{ id: 'one', displayName: `One of ${keys.gemini} and ${keys.server}` }] },
      server: { model, list: async () => Promise.reject(new ModelError({ kind: 'bad-key', code: '401', message })) },
    });
    configure();
    expect(await service.list('gemini', signal)).toEqual([{ id: 'one', displayName: 'One of [key] and [key]' }]);
    await expect(service.list('server', signal)).rejects.toThrow('Not served to [key] or [key].');
  });
});

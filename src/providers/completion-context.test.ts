import { describe, expect, it } from 'vitest';
import type { ServerProgram } from '../core/model/completion-capabilities';
import { finished } from '../core/model/finished';
import { ModelError } from '../core/model/model-error';
import { userPrompt } from '../core/model/model-prompt';
import type { ModelRef } from '../core/model/model-ref';
import type { ModelRequest } from '../core/model/model-request';
import { providerIds } from '../core/model/provider-table';
import { nothingSpent } from '../core/model/spending';
import type { Tokenized, TokenizerInput } from '../core/model/tokenizer';
import { defaultDeviceSettings } from '../core/project/device-settings';
import { modelsConfig } from '../core/project/models-config';
import { fakeClock } from '../testing/fake-clock';
import { scriptedModel } from '../testing/scripted-model';
import { stackDeps } from '../testing/stack-deps';
import { aRequest } from '../testing/stepwise-model';
import type { AnyAdapter } from './adapter';
import type { Adapters } from './adapters';
import { createModelService } from './model-service';

const onServer: ModelRef = { provider: 'server', id: 'Qwen2.5-7B-Instruct' };
const onGemini: ModelRef = { provider: 'gemini', id: 'gemini-2.5-flash' };

function given({
  program = 'vllm',
  tokens = () => ({ kind: 'count', count: 3000, contextTokens: 4096 }),
}: {
  readonly program?: ServerProgram;
  readonly tokens?: (input: TokenizerInput) => Tokenized;
} = {}) {
  const counted: TokenizerInput[] = [];
  const language = scriptedModel({ replies: () => 'fine' });
  const adapter: AnyAdapter = {
    model: async (ref) => ({ ...language, ref }),
    tokenizer: async (ref) => ({
      ref,
      async tokens(input) {
        counted.push(input);
        return tokens(input);
      },
      text: async () => '',
    }),
  };
  const adapters = Object.fromEntries(providerIds.map((id) => [id, adapter])) as unknown as Adapters; // the same for all
  const service = createModelService({
    ...stackDeps,
    clock: fakeClock(),
    adapters,
    server: { program: async () => program },
  });
  service.configure(modelsConfig(defaultDeviceSettings, { gemini: 'key', server: '' }), nothingSpent);
  const complete = (ref: ModelRef, text: string, change: Partial<ModelRequest> = {}) => {
    const request = aRequest({ purpose: 'complete', prompt: userPrompt(text), ...change });
    return finished(service.model(ref).stream(request, new AbortController().signal));
  };
  return { complete, counted, sent: language.requests };
}

const long = 'word '.repeat(3000);

describe('a completion over the context', () => {
  it('is refused before the call, with both numbers, and with how many tokens are left', async () => {
    const { complete, sent } = given();
    const refused = complete(onServer, long, { settings: { maxOutputTokens: 2000 } });
    await expect(refused).rejects.toMatchObject({
      data: { kind: 'too-long', message: expect.stringMatching(/3000 tokens.*2000: 5000.*holds 4096.*1096 or less/) },
    });
    expect(sent).toEqual([]);
  });

  it('is sent where it fits', async () => {
    const { complete, sent } = given();
    await complete(onServer, long, { settings: { maxOutputTokens: 1096 } });
    expect(sent).toHaveLength(1);
  });

  it('is counted in the worker at any length, and no token is handed over', async () => {
    const { complete, counted } = given({ tokens: () => ({ kind: 'count', count: 400_000, contextTokens: 4096 }) });
    await expect(complete(onServer, 'x'.repeat(1_000_000))).rejects.toMatchObject({ data: { kind: 'too-long' } });
    expect(counted).toMatchObject([{ kind: 'prompt', only: 'count' }]);
  });

  it('counts a raw prompt as the text that it is', async () => {
    const { complete, counted } = given();
    await complete(onServer, long, { completion: { rawPrompt: true } });
    expect(counted).toMatchObject([{ kind: 'text', text: long }]);
  });

  it('counts the text that the completion goes on from', async () => {
    const { complete } = given({ tokens: () => ({ kind: 'count', count: 4094, contextTokens: 4096 }) });
    const completion = { prefix: { text: 'I saw a', ids: [1, 2, 3] } };
    await expect(complete(onServer, long, { completion })).rejects.toMatchObject({ data: { kind: 'too-long' } });
  });

  it('asks nobody to count a text that is too short to be over', async () => {
    const { complete, counted, sent } = given();
    await complete(onServer, 'The sky is', { settings: { maxOutputTokens: 256 } });
    expect(counted).toEqual([]);
    expect(sent).toHaveLength(1);
  });

  it('is counted by Gemini where its context is known and near', async () => {
    const { complete, counted } = given({ tokens: () => ({ kind: 'count', count: 1_048_577 }) });
    await expect(complete(onGemini, 'x'.repeat(1_000_000))).rejects.toMatchObject({
      data: { kind: 'too-long', message: expect.stringContaining('1048577 tokens') },
    });
    expect(counted).toHaveLength(1);
  });

  it('is said to be estimated where the model could not count it', async () => {
    const tokens = () => {
      throw new ModelError({ kind: 'unknown-format', code: '404', message: 'No such call.' });
    };
    const { complete } = given({ tokens });
    await expect(complete(onGemini, '木'.repeat(1_500_000))).rejects.toMatchObject({
      data: { kind: 'too-long', message: expect.stringMatching(/about \d+ tokens \(an estimate.*holds 1048576/) },
    });
  });

  it('is left to a server that tells neither its tokens nor its context', async () => {
    const { complete, counted, sent } = given({ program: 'ollama' });
    await complete(onServer, long);
    expect(counted).toEqual([]);
    expect(sent).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { filesOnDevice, gemmaChatConfig, modelOnDevice, qwenChatConfig } from '../../testing/models-on-device';
import {
  hasThinkingSwitch,
  knowsSystemTurns,
  readChatTemplate,
  renderedTurns,
  UnreadableConfigError,
} from './chat-template';
import type { ChatMessage } from './engine-port';
import { MissingModelFileError } from './stored-caches';

function templateOf(contents: Readonly<Record<string, string>>, packageManifest: string | null = null) {
  const model = modelOnDevice({ id: 'm', packageManifest }, contents);
  return readChatTemplate(filesOnDevice([model]), model.stored);
}

const read = (config: unknown) => templateOf({ 'mlc-chat-config.json': JSON.stringify(config) });

const turns: readonly ChatMessage[] = [
  { role: 'user', content: 'Hello $& you' },
  { role: 'assistant', content: 'Hi' },
  { role: 'user', content: 'More' },
];

describe('The template of a chat model', () => {
  it('renders turns as the engine does, for Gemma', async () => {
    const template = await read(gemmaChatConfig);

    expect(renderedTurns(template, turns)).toEqual([
      '<start_of_turn>user\nHello $& you<end_of_turn>\n',
      '<start_of_turn>model\nHi<end_of_turn>\n',
      '<start_of_turn>user\nMore<end_of_turn>\n',
      '<start_of_turn>model\n',
    ]);
    expect([template.prefixTokens.length, knowsSystemTurns(template), hasThinkingSwitch(template, 'gemma')]).toEqual([
      1,
      false,
      false,
    ]);
  });

  it('renders the system turn where there is one, the template’s own where none is given', async () => {
    const template = await read(qwenChatConfig);

    const [system] = renderedTurns(template, [{ role: 'system', content: 'Be brief.' }, ...turns]);
    expect(system).toBe('<|im_start|>system\nBe brief.<|im_end|>\n');
    expect(renderedTurns(template, turns)[0]).toContain('A helpful assistant.');
    expect([knowsSystemTurns(template), hasThinkingSwitch(template, 'any')]).toEqual([true, true]);
  });

  it('is found where the manifest of a package says', async () => {
    const template = await templateOf(
      {
        'mlc-model-manifest.json': JSON.stringify({ chat_config: 'config/chat.json' }),
        'config/chat.json': JSON.stringify(gemmaChatConfig),
      },
      'mlc-model-manifest.json',
    );
    expect([template.user, template.replaces]).toEqual(['<start_of_turn>user', false]);
  });

  it.each([
    ['no JSON', '<html>'],
    ['another JSON', '{"a":1}'],
  ])('is refused by name when its file is %s', async (_what, text) => {
    const error: unknown = await templateOf({ 'mlc-chat-config.json': text }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableConfigError);
    expect(error).toMatchObject({ path: 'mlc-chat-config.json' });
  });

  it('is missed by name when its file is not there', async () => {
    await expect(templateOf({})).rejects.toBeInstanceOf(MissingModelFileError);
  });
});

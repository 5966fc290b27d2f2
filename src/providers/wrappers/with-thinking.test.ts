import { describe, expect, it } from 'vitest';
import type { LanguageModel } from '../../core/model/language-model';
import { userPrompt } from '../../core/model/model-prompt';
import type { ModelRequest } from '../../core/model/model-request';
import type { ThinkingAbility } from '../../core/model/thinking';
import { all } from '../../testing/model-contract';
import { scriptedModel } from '../../testing/scripted-model';
import { withThinking } from './with-thinking';

const settings = { responses: 'default', labels: 'minimal', alignment: 'high' } as const;
const respond: ModelRequest = {
  purpose: 'respond',
  subject: { instruction: 'Write.', principles: [], values: {} },
  prompt: userPrompt('Write.'),
  settings: {},
  reply: { type: 'text' },
  cache: 'fresh',
};
const classify: ModelRequest = {
  ...respond,
  purpose: 'classify',
  subject: { task: '', labels: [], rows: [] },
};

describe('a model that thinks as the settings say', () => {
  it('is asked for the level of what the call is for', async () => {
    expect(await thinkingOf(classify, { levels: ['minimal', 'low'], why: '' })).toBe('minimal');
  });

  it('is not told anything where the choice is its own default', async () => {
    expect(await thinkingOf(respond, { levels: ['minimal', 'low'], why: '' })).toBeUndefined();
  });

  it('is asked for the nearest level that it takes', async () => {
    expect(await thinkingOf(classify, { levels: ['low', 'high'], why: '' })).toBe('low');
  });

  it('is not told anything when it takes no level', async () => {
    expect(await thinkingOf(classify, { levels: [], why: 'It does not think.' })).toBeUndefined();
  });

  it('keeps the level of a request that names one', async () => {
    expect(await thinkingOf({ ...classify, thinking: 'high' }, { levels: ['low', 'high'], why: '' })).toBe('high');
  });
});

async function thinkingOf(request: ModelRequest, thinking: ThinkingAbility) {
  const model = scriptedModel({ replies: ['ok'], capabilities: { thinking } });
  const thoughtful: LanguageModel = withThinking(model, { settings: () => settings });
  await all(thoughtful.stream(request, new AbortController().signal));
  return model.requests[0]?.thinking;
}

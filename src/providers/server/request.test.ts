import { describe, expect, it } from 'vitest';
import { userPrompt } from '../../core/model/model-prompt';
import type { ModelRequest } from '../../core/model/model-request';
import { aRequest } from '../../testing/stepwise-model';
import { firstHabits, type Habits } from './habits';
import { toChatRequest } from './request';

describe('toChatRequest', () => {
  it('asks for a stream with counts, and sets nothing that was not set', () => {
    expect(sent({})).toEqual({
      model: 'gemma',
      messages: [{ role: 'user', content: 'Write a poem.' }],
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('names every setting as servers do', () => {
    const settings = {
      temperature: 0,
      topP: 0.9,
      topK: 40,
      maxOutputTokens: 100,
      stopSequences: ['END'],
      presencePenalty: 0.5,
      frequencyPenalty: -0.5,
      seed: 0,
      candidates: 3,
      logprobs: 0,
    };
    expect(sent({ settings })).toMatchObject({
      temperature: 0,
      top_p: 0.9,
      top_k: 40,
      max_tokens: 100,
      stop: ['END'],
      presence_penalty: 0.5,
      frequency_penalty: -0.5,
      seed: 0,
      logprobs: true,
      top_logprobs: 0,
    });
    expect(sent({ settings })).not.toHaveProperty('n');
    expect(sent({ settings: { stopSequences: [] } })).not.toHaveProperty('stop');
  });

  it('keeps system text, turns and images in their places', () => {
    const prompt = {
      system: 'Be brief.',
      turns: [
        { role: 'user', parts: [{ type: 'text', text: 'Hi.' }] },
        { role: 'model', parts: [{ type: 'text', text: 'Hello.' }] },
        {
          role: 'user',
          parts: [
            { type: 'text', text: 'What is this?' },
            { type: 'image', mimeType: 'image/png', data: 'iVBORw0=' },
          ],
        },
      ],
    } as const;
    expect(sent({ prompt }).messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi.' },
      { role: 'assistant', content: 'Hello.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0=' } },
        ],
      },
    ]);
  });

  it('puts system text into the first turn of the user for models that have no such turn', () => {
    const habits = { ...firstHabits, system: 'first-user-turn' } as const;
    expect(sent({ prompt: userPrompt('Hi.', 'Be brief.') }, habits).messages).toEqual([
      { role: 'user', content: 'Be brief.\n\nHi.' },
    ]);
  });

  it('writes a schema in the last turn of the user where it is no setting', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] } as const;
    const reply = { type: 'json', name: 'a name/that is odd', schema } as const;

    expect(sent({ reply }).response_format).toMatchObject({ json_schema: { name: 'a_name_that_is_odd' } });
    const { messages, response_format } = sent({ reply }, { ...firstHabits, json: 'object' });
    expect(response_format).toEqual({ type: 'json_object' });
    expect(messages).toEqual([
      { role: 'user', content: expect.stringMatching(/^Write a poem\.\n\n.*JSON Schema:\n\{.*\}$/s) },
    ]);
    expect(sent({ reply }, { ...firstHabits, json: 'text' })).not.toHaveProperty('response_format');
  });
});

function sent(given: Partial<ModelRequest>, habits: Habits = firstHabits) {
  return toChatRequest(aRequest({ prompt: userPrompt('Write a poem.'), ...given }), { model: 'gemma', habits });
}

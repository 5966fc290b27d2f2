import { type GenerateContentRequest, GoogleGenerativeAI } from '@google/generative-ai';
import { describe, expect, it, vi } from 'vitest';
import { refusalOf } from '../../../e2e/loopback/gemini/request-check.mjs';
import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { ModelRequest } from '../../core/model/model-request';
import type { SafetySettings } from '../../core/model/service-settings';
import { toGeminiRequest } from './request';

const safety: SafetySettings = {
  harassment: 'off',
  'hate-speech': 'block-high',
  'sexually-explicit': 'block-low',
  'dangerous-content': 'default',
};

const request: ModelRequest = {
  purpose: 'respond',
  subject: { instruction: 'Name it.', principles: [], values: {} },
  prompt: {
    system: 'Be kind.',
    turns: [
      { role: 'user', parts: [{ type: 'text', text: 'What is this?' }] },
      { role: 'model', parts: [{ type: 'text', text: 'Show me.' }] },
      {
        role: 'user',
        parts: [
          { type: 'text', text: 'Here.' },
          { type: 'image', mimeType: 'image/png', data: 'iVBORw0KGgo=' },
        ],
      },
    ],
  },
  settings: {
    temperature: 0,
    topP: 0.9,
    topK: 40,
    maxOutputTokens: 256,
    stopSequences: ['END'],
    presencePenalty: 0.5,
    frequencyPenalty: -0.5,
    seed: 7,
    candidates: 3,
    logprobs: 5,
  },
  reply: { type: 'text' },
  cache: 'fresh',
};

function sentTo(id: string, given: Partial<Pick<ModelRequest, 'settings' | 'reply'>> = {}) {
  const capabilities = capabilitiesOf({ provider: 'gemini', id });
  // A union with its own fields replaced is the same union, which spreading forgets.
  const whole = { ...request, ...given } as ModelRequest;
  return toGeminiRequest(whole, { safety, capabilities, schemaPlace: 'setting' });
}

describe('a request to Gemini', () => {
  it('has the body that the SDK would write', async () => {
    const bodies: unknown[] = [];
    vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
      bodies.push(JSON.parse(String(init.body)));
      return Response.json({ candidates: [] });
    });
    const body = sentTo('gemini-2.0-flash');

    const model = new GoogleGenerativeAI('key').getGenerativeModel({ model: 'gemini-2.0-flash' });
    await model.generateContent(body as unknown as GenerateContentRequest);

    expect(bodies).toEqual([JSON.parse(JSON.stringify(body))]);
  });

  it('carries system text, turns and images', () => {
    expect(sentTo('gemini-2.0-flash')).toMatchObject({
      systemInstruction: { parts: [{ text: 'Be kind.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'What is this?' }] },
        { role: 'model', parts: [{ text: 'Show me.' }] },
        { role: 'user', parts: [{ text: 'Here.' }, { inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } }] },
      ],
    });
  });

  it('carries every setting but the number of candidates, which are calls of their own', () => {
    expect(sentTo('gemini-2.0-flash').generationConfig).toEqual({
      temperature: 0,
      topP: 0.9,
      topK: 40,
      maxOutputTokens: 256,
      stopSequences: ['END'],
      presencePenalty: 0.5,
      frequencyPenalty: -0.5,
      seed: 7,
      responseLogprobs: true,
      logprobs: 5,
    });
  });

  it('leaves out what the model does not honour', () => {
    expect(sentTo('gemini-flash-latest').generationConfig).toEqual({
      maxOutputTokens: 256,
      stopSequences: ['END'],
      seed: 7,
    });
  });

  it('asks for log-probabilities without alternatives at 0, and for no stop sequences when the list is empty', () => {
    expect(sentTo('gemini-2.0-flash', { settings: { logprobs: 0, stopSequences: [] } }).generationConfig).toEqual({
      responseLogprobs: true,
    });
  });

  it('carries the safety settings that are not left to the service', () => {
    expect(sentTo('gemini-2.0-flash').safetySettings).toEqual([
      { category: 'HARM_CATEGORY_HARASSMENT', threshold: 'OFF' },
      { category: 'HARM_CATEGORY_HATE_SPEECH', threshold: 'BLOCK_ONLY_HIGH' },
      { category: 'HARM_CATEGORY_SEXUALLY_EXPLICIT', threshold: 'BLOCK_LOW_AND_ABOVE' },
    ]);
  });

  it('says limits in words, because services refuse them as limits', () => {
    const sent = sentTo('gemini-flash-latest', {
      reply: {
        type: 'json',
        name: 'proposal',
        schema: {
          type: 'object',
          properties: {
            why: { type: 'string', description: 'One sentence.' },
            action: { type: 'string', enum: ['add', 'edit'] },
            target: { type: 'integer', minimum: 1, maximum: 9, description: 'The number of the principle.' },
            tags: { type: 'array', items: { type: 'string' }, maxItems: 3 },
          },
          required: ['why', 'action'],
        },
      },
    });

    expect(sent.generationConfig).toMatchObject({
      responseMimeType: 'application/json',
      responseSchema: {
        type: 'OBJECT',
        properties: {
          why: { type: 'STRING', description: 'One sentence.' },
          action: { type: 'STRING', format: 'enum', enum: ['add', 'edit'] },
          target: { type: 'INTEGER', description: 'The number of the principle. From 1 to 9.' },
          tags: { type: 'ARRAY', description: 'At most 3 items.', items: { type: 'STRING' } },
        },
        required: ['why', 'action'],
        propertyOrdering: ['why', 'action', 'target', 'tags'],
      },
    });
    expect(JSON.stringify(sent)).not.toMatch(/maxItems|minimum|maximum"/);
  });

  it('names the values of a long list in words', () => {
    const labels = Array.from({ length: 60 }, (_, at) => `label-${at}`);
    const sent = sentTo('gemini-flash-latest', {
      reply: { type: 'json', name: 'label', schema: { type: 'string', enum: labels } },
    });

    expect(sent.generationConfig.responseSchema).toEqual({
      type: 'STRING',
      description: `One of: ${labels.join(', ')}.`,
    });
  });

  it.each(['gemini-2.0-flash', 'gemini-flash-latest', 'gemini-3-pro-preview'])(
    'has no field that the service refuses: %s',
    (id) => {
      // The server's type is the mutable wire form of ours.
      const wire = JSON.parse(JSON.stringify(sentTo(id)));
      expect(refusalOf(wire, id)).toBeUndefined();
    },
  );
});

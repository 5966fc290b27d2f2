import { describe, expect, it } from 'vitest';
import { serveTests } from '../../../src/testing/serve-tests';
import { type GeminiServer, startGeminiServer } from './server.mjs';

let server: GeminiServer;
serveTests(startGeminiServer, (started) => {
  server = started;
});

describe('what the loopback server answers by itself', () => {
  it('is three different rationales where they are asked for', async () => {
    const { rationales } = await fill('Give three reasons.', {
      rationales: {
        type: 'ARRAY',
        items: { type: 'OBJECT', properties: { aspect: { type: 'STRING' }, text: { type: 'STRING' } } },
      },
    });

    expect(rationales).toHaveLength(3);
    for (const name of ['aspect', 'text']) {
      expect(new Set(rationales.map((rationale: Record<string, string>) => rationale[name])).size).toBe(3);
    }
  });

  it.each([
    ['tags', '<preamble>\nDescribe a spoon.\n</preamble>\n<feedback>\nIt rambles.\n</feedback>\nAnswer.'],
    ['headings', '## Preamble\nDescribe a spoon.\n\n## The feedback\nIt rambles.\n'],
    ['labels', 'Preamble:\nDescribe a spoon.\n\nThe feedback:\nIt rambles.'],
    ['one line each', 'Preamble: Describe a spoon.\nFeedback: It rambles.'],
  ])('adds a principle that carries the feedback, found by %s', async (_, prompt) => {
    const proposal = await fill(prompt, {
      action: { type: 'STRING', enum: ['delete', 'edit', 'add'] },
      principle: { type: 'INTEGER' },
      text: { type: 'STRING' },
    });

    expect(proposal).toEqual({ action: 'add', principle: 0, text: 'Heed this in every answer: It rambles.' });
  });

  it('rewrites a prompt with its variables as they are and its principles in it', async () => {
    const { prompt } = await fill(
      'Rewrite it.\n\n<preamble>\nDescribe {item}.\n\nFor {reader}.\n</preamble>\n\n<principles>\n1. Be brief.\n2. Mention soup.\n</principles>',
      { prompt: { type: 'STRING' } },
    );

    expect(prompt).toBe('Describe {item}.\n\nFor {reader}.\n- Be brief.\n- Mention soup.');
  });

  it('follows a reply format that is asked for in the text', async () => {
    const schema = { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] };

    expect(JSON.parse(await generate(`Answer by this JSON Schema:\n${JSON.stringify(schema)}`))).toEqual({ ok: true });
  });

  it('stops at the limit of tokens', async () => {
    expect((await generate('Describe a spoon.', { maxOutputTokens: 2 })).length).toBe(8);
  });
});

async function fill(prompt: string, properties: object) {
  const responseSchema = { type: 'OBJECT', properties };
  return JSON.parse(await generate(prompt, { responseMimeType: 'application/json', responseSchema }));
}

async function generate(prompt: string, generationConfig: object = {}): Promise<string> {
  const response = await fetch(`${server.url}/v1beta/models/gemini-flash-latest:generateContent`, {
    method: 'POST',
    headers: { 'x-goog-api-key': 'k', 'content-type': 'application/json' },
    body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text: prompt }] }], generationConfig }),
  });
  const { candidates } = await response.json();
  return String(candidates[0].content.parts[0].text);
}

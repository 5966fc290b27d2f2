import { describe, expect, it } from 'vitest';
import type { ModelEvent } from '../../core/model/language-model';
import { userPrompt } from '../../core/model/model-prompt';
import type { ModelRequest } from '../../core/model/model-request';
import type { SamplingSettings } from '../../core/model/sampling-settings';
import type { Task } from '../../core/model/task';
import { practiceLanguageModel } from './practice-model';

const preamble = 'Give three uses for the following item: {item}';
const values = { item: 'brick' };

function respondTo(instruction: string, principles: readonly string[] = []): Task {
  return { purpose: 'respond', subject: { instruction, principles, values, candidate: 0 } };
}

async function ask(task: Task, settings: SamplingSettings = {}, signal = new AbortController().signal) {
  const request: ModelRequest = {
    ...task,
    prompt: userPrompt('as sent'),
    settings,
    reply: { type: 'text' },
    cache: 'fresh',
  };
  const waits: number[] = [];
  const model = practiceLanguageModel({ sleep: async (ms) => void waits.push(ms) });
  const events: ModelEvent[] = [];
  for await (const event of model.stream(request, signal)) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'done') throw new Error('Expected the stream to end with done.');
  return { events, waits, reply: last.reply };
}

describe('The practice model', () => {
  it('streams in small pieces that add up to the reply, within a second and a half', async () => {
    const { events, waits, reply } = await ask(respondTo('Write at least 200 words about bricks.'));
    expect(events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('')).toBe(reply.text);
    expect(events.length).toBeGreaterThan(20);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(1500);
    expect(reply.usage).toMatchObject({ inputTokens: 2, estimated: true });
  });

  it('stops between pieces once it is aborted', async () => {
    const controller = new AbortController();
    const model = practiceLanguageModel({ sleep: async () => {} });
    const request: ModelRequest = {
      ...respondTo('Give three uses for a brick.'),
      prompt: userPrompt('x'),
      settings: {},
      reply: { type: 'text' },
      cache: 'fresh',
    };
    const stream = model.stream(request, controller.signal)[Symbol.asyncIterator]();
    await stream.next();
    controller.abort(new Error('stopped by the user'));
    await expect(stream.next()).rejects.toThrow('stopped by the user');
  });

  it('keeps to the token limit and says so', async () => {
    const { reply } = await ask(respondTo('Give three uses for a brick.'), { maxOutputTokens: 5 });
    expect(reply.text.length).toBeLessThanOrEqual(20);
    expect(reply.finish).toEqual({ kind: 'length', code: 'MAX_TOKENS' });
  });

  it('ends before a stop sequence', async () => {
    const { reply } = await ask(respondTo('Give three uses for a brick.'), { stopSequences: ['2.'] });
    expect(reply.text).toContain('1. ');
    expect(reply.text).not.toContain('2.');
  });

  it('says why sampling settings have no effect', () => {
    const { capabilities } = practiceLanguageModel({ sleep: async () => {} });
    expect(capabilities.settings.temperature).toContain('does not sample');
    expect(capabilities.settings.seed).toBe(true);
  });

  it('greets by its own name when the connection is tested', async () => {
    expect((await ask({ purpose: 'test-connection', subject: { greeting: 'Say hello.' } })).reply.text).toMatch(
      /^Hello from the practice model/,
    );
  });
});

describe('The newcomer story on the practice model', () => {
  it('goes from critiques to principles to a folded prompt that is obeyed', async () => {
    const instruction = preamble.replace('{item}', values.item);
    const first = (await ask(respondTo(instruction))).reply.text;
    expect(first).toMatch(/tool|drill|glue/);
    const principles: string[] = [];
    for (const text of ['too long', 'needs special tools', 'give me five', 'start with a question']) {
      const feedback = { kind: 'critique', text } as const;
      const numbered = principles.map((principle, index) => ({ n: index + 1, text: principle }));
      const { reply } = await ask({
        purpose: 'propose-mutation',
        subject: { preamble, principles: numbered, prompt: instruction, response: first, feedback },
      });
      const mutation: { readonly action: string; readonly text: string } = JSON.parse(reply.text);
      expect(mutation.action).toBe('add');
      principles.push(mutation.text);
    }
    expect(principles).toEqual([
      'Keep the response under 40 words.',
      'Suggest only uses that do not need special tools.',
      'Give five uses.',
      'Start with a question.',
    ]);
    obeys((await ask(respondTo(instruction, principles))).reply.text);

    const folded = await ask({ purpose: 'fold-principles', subject: { preamble, variables: ['item'], principles } });
    const { prompt }: { readonly prompt: string } = JSON.parse(folded.reply.text);
    expect(prompt).toContain('{item}');
    obeys((await ask(respondTo(prompt.replace('{item}', values.item)))).reply.text);
  });
});

function obeys(response: string): void {
  expect(response).toMatch(/^[^.\n]+\?/);
  expect(response.match(/^\d\. /gm)).toHaveLength(5);
  expect(response).not.toMatch(/tool|drill|glue|saw/);
  expect(response.split(/\s+/).filter((token) => /[a-z]/i.test(token)).length).toBeLessThan(40);
}

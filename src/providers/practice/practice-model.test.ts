import { describe, expect, it } from 'vitest';
import { keepsVariables } from '../../core/alignment/variable-check';
import type { Feedback } from '../../core/constitution/feedback';
import { foldPrinciplesInstruction } from '../../core/instructions/fold-principles';
import { proposeMutationInstruction } from '../../core/instructions/propose-mutation';
import { suggestRationalesInstruction } from '../../core/instructions/suggest-rationales';
import type { StudioTask } from '../../core/instructions/task';
import { updatePromptInstruction } from '../../core/instructions/update-prompt';
import type { ModelEvent } from '../../core/model/language-model';
import { userPrompt } from '../../core/model/model-prompt';
import type { ModelRequest } from '../../core/model/model-request';
import type { SamplingSettings } from '../../core/model/sampling-settings';
import { firstSample } from '../../core/project/first-sample';
import { fillTemplate, parseTemplate } from '../../core/prompt/template';
import type { Result } from '../../core/result';
import { practiceLanguageModel } from './practice-model';

const { prompt, inputs } = firstSample.build({ id: 'sample', at: '2026-01-01T00:00:00.000Z' });
const { preamble } = prompt;
const { values } = inputs;

type Asked = StudioTask & Pick<ModelRequest, 'candidate'>;

async function ask(task: Asked, settings: SamplingSettings = {}, signal = new AbortController().signal) {
  const waits: number[] = [];
  const model = practiceLanguageModel({ sleep: async (ms) => void waits.push(ms) });
  const events: ModelEvent[] = [];
  const rest = { prompt: userPrompt('as sent'), settings, reply: { type: 'text' }, cache: 'fresh' } as const;
  for await (const event of model.stream({ ...task, ...rest }, signal)) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'done') throw new Error('Expected the stream to end with done.');
  return { events, waits, reply: last.reply };
}

function respondTo(template: string, principles: readonly string[] = []): StudioTask {
  const filled = fillTemplate(parseTemplate(template), values);
  const instruction = filled.ok ? filled.value : template;
  return { purpose: 'respond', subject: { instruction, principles, values } };
}

function read<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`Expected a readable reply, got ${JSON.stringify(result.error)}.`);
  return result.value;
}

describe('The practice model', () => {
  it('streams in small pieces that add up to the reply, within a second and a half', async () => {
    const { events, waits, reply } = await ask(respondTo('Give nine uses for a brick in at least 100 words.'));
    expect(events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('')).toBe(reply.text);
    expect(events.length).toBeGreaterThan(20);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(1500);
    expect(reply.usage).toMatchObject({ inputTokens: 2, estimated: true });
  });

  it('answers calls of training at once, in one piece', async () => {
    const labels = [
      { label: 'Billing', rules: ['The row mentions card or invoice.'] },
      { label: 'Bug', rules: ['The row mentions error.'] },
    ];
    const row = [{ name: 'body', text: 'Two invoices came this month, and the second one is wrong.' }];
    const misread = { task: '', labels, row, golden: 'Bug', predicted: 'Billing', followed: null, reason: '' };
    const examples = labels.map(({ label }) => ({ label, rows: [row] }));
    for (const task of [
      { purpose: 'first-rule', subject: { task: '', label: 'Bug', examples } },
      { purpose: 'classify', subject: { task: '', labels, rows: [row] } },
      { purpose: 'mutate-rules', subject: { ...misread, mutations: 3, refused: [] } },
    ] satisfies readonly StudioTask[]) {
      const { waits, events } = await ask(task);
      expect(events.map(({ type }) => type)).toEqual(['text', 'done']);
      expect(waits).toEqual([4]);
    }
  });

  it('answers stages of data in a few pieces: one is watched, thousands are not', async () => {
    const conversation = [{ role: 'user', parts: [{ type: 'text', text: 'Why do ships of steel float?' }] }] as const;
    const { events, waits, reply } = await ask({ purpose: 'answer-prompt', subject: { system: '', conversation } });
    expect(events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('')).toBe(reply.text);
    expect(waits.length).toBeGreaterThan(1);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(60);
  });

  it('keeps to the token limit and says so', async () => {
    const { reply } = await ask(respondTo(preamble), { maxOutputTokens: 5 });
    expect(reply.text.length).toBeLessThanOrEqual(20);
    expect(reply.finish).toEqual({ kind: 'length', code: 'MAX_TOKENS' });
  });

  it('ends before a stop sequence', async () => {
    const { reply } = await ask(respondTo(preamble), { stopSequences: ['2.'] });
    expect(reply.text).toContain('1. ');
    expect(reply.text).not.toContain('2.');
  });

  it('answers by the seed where there is one, else by the candidate', async () => {
    const texts = await Promise.all([
      ask({ ...respondTo(preamble), candidate: 1 }),
      ask(respondTo(preamble), { seed: 1 }),
      ask(respondTo(preamble)),
    ]);
    const [byCandidate, bySeed, first] = texts.map(({ reply }) => reply.text);
    expect(byCandidate).toBe(bySeed);
    expect(first).not.toBe(bySeed);
  });

  it('marks a reply to what its rules do not cover, and says what it understood', async () => {
    const { reply } = await ask(respondTo('Write an email to my landlord in at most 80 words.'));
    expect(reply.finish).toEqual({ kind: 'stop', code: 'OUTSIDE_RULES' });
    expect(reply.text).toMatch(
      /do not cover this prompt[\s\S]*Length: at most 80 words[\s\S]*Audience: my landlord|Audience/,
    );
    expect((await ask(respondTo(preamble))).reply.finish).toEqual({ kind: 'stop', code: 'STOP' });
  });

  it('says why sampling settings have no effect', () => {
    const { capabilities } = practiceLanguageModel({ sleep: async () => {} });
    expect(capabilities.settings.temperature).toContain('does not sample');
    expect(capabilities.settings.seed).toBe(true);
  });

  it('greets by its own name when the connection is tested', async () => {
    const { reply } = await ask({ purpose: 'test-connection', subject: { greeting: 'Say hello.' } });
    expect(reply.text).toMatch(/^Hello from the practice model\. It is built in, works by rules/);
  });

  it('gives JSON that the instructions can read', async () => {
    const response = (await ask(respondTo(preamble))).reply.text;
    for (const kind of ['kudos', 'critique'] as const) {
      const subject = { kind, prompt: preamble, response, principles: ['Use bullets.'] };
      const { reply } = await ask({ purpose: 'suggest-rationales', subject });
      expect(read(suggestRationalesInstruction.parse(reply.text, subject))).toHaveLength(3);
    }
    for (const [text, principle, action] of [
      ['too long', 'Be friendly.', 'add'],
      ['number them', 'Use bullets.', 'edit'],
      ['use bullets', 'Use bullets.', 'edit'],
      ['stop using bullets', 'Use bullets.', 'delete'],
    ] as const) {
      const feedback: Feedback = { kind: 'critique', text };
      const subject = { preamble, principles: [{ n: 1, text: principle }], prompt: preamble, response, feedback };
      const { reply } = await ask({ purpose: 'propose-mutation', subject });
      expect(read(proposeMutationInstruction.parse(reply.text, subject)).action).toBe(action);
    }
    const subject = { preamble, variables: parseTemplate(preamble).variables, prompt: preamble, response };
    const update = { ...subject, feedback: { kind: 'critique', text: 'say {x} less' } as const };
    const { reply } = await ask({ purpose: 'update-prompt', subject: update });
    expect(keepsVariables(preamble, read(updatePromptInstruction.parse(reply.text, update))).ok).toBe(true);
  });
});

describe('The newcomer story on the practice model', () => {
  it('goes from feedback to principles to a folded prompt that is obeyed', async () => {
    const first = (await ask(respondTo(preamble))).reply.text;
    expect(first).toMatch(/^Here are three uses for an empty jam jar\./);
    expect(first).toMatch(/^3\. .*tools/m);
    const said: readonly Feedback[] = [
      ...['too long', 'the third use needs special tools', 'give five', 'start with a question', 'friendlier'].map(
        (text) => ({ kind: 'critique', text }) as const,
      ),
      { kind: 'kudos', text: 'I like the numbered list' },
      { kind: 'critique', text: 'mention the price' },
    ];
    const principles: string[] = [];
    for (const feedback of said) {
      const numbered = principles.map((text, index) => ({ n: index + 1, text }));
      const subject = { preamble, principles: numbered, prompt: preamble, response: first, feedback };
      const { reply } = await ask({ purpose: 'propose-mutation', subject });
      const mutation = read(proposeMutationInstruction.parse(reply.text, subject));
      principles.push(mutation.action === 'add' ? mutation.text : `Expected an addition, got ${mutation.action}.`);
    }
    expect(principles).toEqual([
      'Keep the response under 40 words.',
      'Suggest only uses that do not need special tools.',
      'Give five uses.',
      'Start with a question.',
      'Use a friendly tone.',
      'Use a numbered list.',
      'Mention the price.',
    ]);
    for (const candidate of [0, 1, 2]) obeys((await ask({ ...respondTo(preamble, principles), candidate })).reply.text);

    const subject = { preamble, variables: parseTemplate(preamble).variables, principles };
    const folded = await ask({ purpose: 'fold-principles', subject });
    const template = read(foldPrinciplesInstruction.parse(folded.reply.text, subject));
    expect(keepsVariables(preamble, template).ok).toBe(true);
    obeys((await ask(respondTo(template))).reply.text);
  });
});

function obeys(response: string): void {
  expect(response).toMatch(/^[^.\n]*jam jar[^.\n]*\?/);
  expect(response.match(/^\d\. /gm)).toHaveLength(5);
  expect(response).not.toMatch(/tool|drill|glue/i);
  expect(response).toMatch(/hope/);
  expect(response).toMatch(/price/);
  expect(response.split(/\s+/).filter((token) => /[a-z]/i.test(token)).length).toBeLessThan(40);
}

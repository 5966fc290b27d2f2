import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../testing/scripted-model';
import { estimateTokens } from '../calls/estimate-tokens';
import { suggestRationalesInstruction } from '../instructions/suggest-rationales';
import type { ModelEvent } from '../model/language-model';
import { ModelError } from '../model/model-error';
import { promptText } from '../model/model-prompt';
import { noUsage } from '../model/reply';
import { ask } from './ask';

const subject = { kind: 'kudos', prompt: 'P', response: 'R', principles: [] } as const;
const good = JSON.stringify({
  rationales: ['tone', 'format', 'length'].map((aspect) => ({ aspect, text: `Good ${aspect}.` })),
});

describe('ask', () => {
  it('sends purpose, subject, schema and prompt in one call', async () => {
    const model = scriptedModel({ replies: [good] });
    const reply = await ask(suggestRationalesInstruction, subject, { model, signal: new AbortController().signal });
    expect(reply.ok).toBe(true);
    expect(model.requests).toMatchObject([
      { purpose: 'suggest-rationales', subject, cache: 'reuse', reply: { type: 'json', name: 'rationales' } },
    ]);
  });

  it('leaves out the oldest exchanges of a conversation that the model cannot hold, never its opening or its end', async () => {
    const turn = (role: 'user' | 'model', text: string) => ({ role, parts: [{ type: 'text', text }] }) as const;
    const conversation = [
      turn('user', 'Begin the conversation.'),
      turn('model', 'Welcome!'),
      ...Array.from({ length: 30 }, (_, n) => [
        turn('user', `Ask ${n}: ${'word '.repeat(80)}`),
        turn('model', `Reply ${n}: ${'word '.repeat(80)}`),
      ]).flat(),
      turn('user', 'And on Sundays?'),
    ];
    const askWith = async (contextTokens: number | null) => {
      const model = scriptedModel({ replies: [good] });
      const deps = { model, signal: new AbortController().signal, contextTokens };
      await ask(suggestRationalesInstruction, { ...subject, conversation }, deps);
      return promptText(model.requests[0]?.prompt ?? { turns: [] });
    };
    const [cut, whole] = [await askWith(4096), await askWith(null)];
    expect(estimateTokens(whole)).toBeGreaterThan(4096);
    expect(estimateTokens(cut)).toBeLessThan(4096);
    for (const there of ['Welcome!', 'Reply 29', 'And on Sundays?']) expect(cut).toContain(there);
    expect(cut).not.toContain('Ask 0:');
  });

  it('shows the model its unreadable reply with the reason, and asks once more', async () => {
    const model = scriptedModel({ replies: ['Sure, here they are', good] });
    const reply = await ask(suggestRationalesInstruction, subject, { model, signal: new AbortController().signal });
    expect(reply.ok).toBe(true);
    const turns = model.requests[1]?.prompt.turns ?? [];
    expect(turns.map(({ role }) => role)).toEqual(['user', 'model', 'user']);
    expect(turns[2]?.parts[0]).toMatchObject({ text: expect.stringContaining('The reply is not JSON.') });
    expect(model.requests[1]?.cache).toBe('fresh');
  });

  it('gives up after the second unreadable reply, with its raw text', async () => {
    const model = scriptedModel({ replies: ['no', 'no again'] });
    const reply = await ask(suggestRationalesInstruction, subject, { model, signal: new AbortController().signal });
    expect(reply).toEqual({ ok: false, error: { kind: 'unreadable', raw: 'no again', why: 'The reply is not JSON.' } });
  });

  it('shows only the beginning of a reply that ran to the end of the context, so that the model has room to answer again', async () => {
    const endless = `{"rationales":[{"aspect":"tone","text":"${'very '.repeat(3000)}`;
    const model = scriptedModel({ replies: [cutOff(endless), good] });
    const reply = await ask(suggestRationalesInstruction, subject, { model, signal: new AbortController().signal });
    expect(reply.ok).toBe(true);
    const [, shown, reminder] = model.requests[1]?.prompt.turns.map(({ parts }) => JSON.stringify(parts)) ?? [];
    expect(shown?.length).toBeLessThan(600);
    expect(shown).toContain('very very');
    expect(reminder).toContain('cut off');
  });

  it('shows all of a reply that is long and whole', async () => {
    const long = `Sure: ${'very '.repeat(3000)}`;
    const model = scriptedModel({ replies: [long, good] });
    await ask(suggestRationalesInstruction, subject, { model, signal: new AbortController().signal });
    expect(model.requests[1]?.prompt.turns[1]?.parts[0]).toEqual({ type: 'text', text: long });
  });

  it('does not blame the prompt when only the reminder is too long for the model', async () => {
    const fails = new ModelError({ kind: 'too-long', code: 'CONTEXT', message: 'Shorten the prompt.' });
    const model = scriptedModel({ replies: ['no', { fails }] });
    const reply = await ask(suggestRationalesInstruction, subject, { model, signal: new AbortController().signal });
    expect(reply).toEqual({ ok: false, error: { kind: 'unreadable', raw: 'no', why: 'The reply is not JSON.' } });
  });

  it.each([
    ['says that the prompt is too long when it is', 'too-long', 'CONTEXT'],
    ['throws what the model throws', 'bad-key', '400'],
  ] as const)('%s', async (_, kind, code) => {
    const fails = new ModelError({ kind, code, message: 'It failed.' });
    const model = scriptedModel({ replies: [{ fails }] });
    await expect(
      ask(suggestRationalesInstruction, subject, { model, signal: new AbortController().signal }),
    ).rejects.toBe(fails);
  });

  it('rejects with the reason of the signal at once, even when the model does not listen', async () => {
    const model = scriptedModel({ replies: [{ waits: 'deaf' }] });
    const controller = new AbortController();
    const asked = ask(suggestRationalesInstruction, subject, { model, signal: controller.signal });
    controller.abort('stopped');
    await expect(asked).rejects.toBe('stopped');
  });

  it('sends nothing when it was aborted before', async () => {
    const model = scriptedModel({ replies: [good] });
    const signal = AbortSignal.abort('stopped');
    await expect(ask(suggestRationalesInstruction, subject, { model, signal })).rejects.toBe('stopped');
    expect(model.requests).toEqual([]);
  });
});

function cutOff(text: string): { readonly events: readonly ModelEvent[] } {
  const reply = { text, finish: { kind: 'length', code: 'length' }, usage: noUsage } as const;
  return { events: [{ type: 'done', reply, cached: false }] };
}

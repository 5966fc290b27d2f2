import { describe, expect, it } from 'vitest';
import { memoryJournal } from '../../testing/labeler-harness';
import { type ScriptedReply, scriptedModel } from '../../testing/scripted-model';
import { aRequest } from '../../testing/stepwise-model';
import type { EmbeddingModel } from '../model/embedding-model';
import { finished } from '../model/finished';
import { ModelError, type ModelErrorKind } from '../model/model-error';
import { userPrompt } from '../model/model-prompt';
import { type JournalDeps, journaledEmbeddings, journaledModel } from './journaled-model';

const never = new AbortController().signal;

function journaled(
  replies: readonly ScriptedReply[],
  {
    journal = memoryJournal(),
    paidBy = 'run-1',
    refusals,
  }: Partial<Pick<JournalDeps, 'journal' | 'paidBy' | 'refusals'>> = {},
) {
  const inner = scriptedModel({ replies });
  const deps = {
    journal,
    paidBy,
    refusals,
    hash: async (text: string) => text,
    now: () => '2026-01-01T00:00:00.000Z',
  };
  const model = journaledModel(inner, deps);
  const ask = (request = aRequest()) => finished(model.stream(request, never));
  return { inner, journal, model, ask };
}

const fails = (kind: ModelErrorKind): ScriptedReply => ({ fails: new ModelError({ kind, code: 'X', message: 'No.' }) });

describe('a journaled model', () => {
  it('asks once, and answers from the journal afterwards', async () => {
    const { ask, inner } = journaled(['Hello']);
    const first = await ask();
    expect(await ask()).toEqual(first);
    expect(inner.requests).toHaveLength(1);
  });

  it('keeps an answer before anybody hears of it', async () => {
    const kept: string[] = [];
    const journal = memoryJournal();
    const slow = {
      ...journal,
      put: async (key: string, entry: Parameters<typeof journal.put>[1]) => {
        for (let turn = 0; turn < 20; turn++) await Promise.resolve();
        kept.push('kept');
        await journal.put(key, entry);
      },
    };
    const { ask } = journaled(['Hello'], { journal: slow });
    await ask();
    expect(kept).toEqual(['kept']);
  });

  it('asks once for equal calls at the same time', async () => {
    const { ask, inner } = journaled(['Hello']);
    const [one, two] = await Promise.all([ask(), ask()]);
    expect(one).toEqual(two);
    expect(inner.requests).toHaveLength(1);
  });

  it.each([
    ['prompt', aRequest({ prompt: userPrompt('Say goodbye.') })],
    ['settings', aRequest({ settings: { seed: 5 } })],
    ['reply format', aRequest({ reply: { type: 'json', name: 'x', schema: { type: 'string' } } })],
  ])('takes calls with another %s for different ones', async (_what, other) => {
    const { ask, inner } = journaled(['Hello', 'Goodbye']);
    await ask();
    await ask(other);
    expect(inner.requests).toHaveLength(2);
  });

  it('calls it cached only when another run has paid', async () => {
    const { ask, journal } = journaled(['Hello']);
    expect((await ask()).cached).toBe(false);
    expect((await journaled([], { journal }).ask()).cached).toBe(false);
    expect((await journaled([], { journal, paidBy: 'run-2' }).ask()).cached).toBe(true);
  });

  it.each(['prompt-blocked', 'answer-blocked', 'empty', 'token-limit'] as const)(
    'keeps a refusal: %s',
    async (kind) => {
      const { ask, inner } = journaled([fails(kind)]);
      await expect(ask()).rejects.toMatchObject({ kind });
      await expect(ask()).rejects.toMatchObject({ kind });
      expect(inner.requests).toHaveLength(1);
    },
  );

  it('asks anew for what its own run was refused, and for nothing that was answered, when it is told to', async () => {
    const journal = memoryJournal();
    const first = journaled([fails('prompt-blocked'), 'Hello'], { journal });
    const other = aRequest({ settings: { seed: 5 } });
    await expect(first.ask()).rejects.toMatchObject({ kind: 'prompt-blocked' });
    await first.ask(other);
    const again = journaled(['Now it is through.'], { journal, refusals: 'asked-anew' });
    expect((await again.ask()).reply.text).toBe('Now it is through.');
    expect((await again.ask(other)).reply.text).toBe('Hello');
    expect(again.inner.requests).toHaveLength(1);
  });

  it('keeps a row blocked for the run that was refused, and asks anew for another run, whose safety settings may differ', async () => {
    const { ask, journal } = journaled([fails('answer-blocked')]);
    await expect(ask()).rejects.toMatchObject({ kind: 'answer-blocked' });
    await expect(journaled([], { journal }).ask()).rejects.toMatchObject({ kind: 'answer-blocked' });
    expect((await journaled(['Hello'], { journal, paidBy: 'run-2' }).ask()).reply.text).toBe('Hello');
  });

  it.each(['unavailable', 'rate-limited-minute', 'rate-limited-day', 'bad-key', 'unreachable'] as const)(
    'asks again after what passes, or can be mended: %s',
    async (kind) => {
      const { ask, inner } = journaled([fails(kind), 'Hello']);
      await expect(ask()).rejects.toMatchObject({ kind });
      expect((await ask()).reply.text).toBe('Hello');
      expect(inner.requests).toHaveLength(2);
    },
  );
});

describe('journaled embeddings', () => {
  it('send only texts that are unknown, each once, and answer in order', async () => {
    const sent: (readonly string[])[] = [];
    const inner: EmbeddingModel = {
      ref: { provider: 'practice' },
      embed: async (texts) => {
        sent.push(texts);
        return texts.map((text) => Float32Array.of(text.length));
      },
    };
    const deps = { journal: memoryJournal(), paidBy: 'run', hash: async (text: string) => text, now: () => '' };
    const model = journaledEmbeddings(inner, deps);
    await model.embed(['a', 'bb'], never);
    const vectors = await model.embed(['ccc', 'bb', 'ccc', 'a'], never);
    expect(sent).toEqual([['a', 'bb'], ['ccc']]);
    expect(vectors.map(([value]) => value)).toEqual([3, 2, 3, 1]);
  });
});

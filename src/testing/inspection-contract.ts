import { describe, expect, it } from 'vitest';
import { userPrompt } from '../core/model/model-prompt';
import type { ScoringModel } from '../core/model/scoring-model';
import type { Tokenizer } from '../core/model/tokenizer';
import type { TaskType, VectorInput, VectorModel } from '../core/model/vector-model';

const { signal } = new AbortController();
const stopped = new Error('stopped');

interface Counted {
  /** How many calls have reached the other side, where there is one to count them. */
  readonly callsSent?: () => number;
}

async function expectNoCall(ask: (aborted: AbortSignal) => Promise<unknown>, { callsSent }: Counted): Promise<void> {
  const before = callsSent?.();
  await expect(ask(AbortSignal.abort(stopped))).rejects.toBe(stopped);
  expect(callsSent?.()).toBe(before);
}

/** What holds for every ScoringModel. `expected` goes on behind `prompt` in whole tokens of the model. Only tests call this. */
export function describeScoringContract(
  name: string,
  subject: () => Counted & { readonly model: ScoringModel },
  { prompt, expected }: { readonly prompt: string; readonly expected: string },
): void {
  const request = { prompt: userPrompt(prompt), expected, alternatives: 3 };

  describe(`${name}, as a scoring model`, () => {
    it.each(['continuation', 'reply'] as const)('tells how probable each token of a %s is', async (as) => {
      const { tokens, countedOfPrompt, usage } = await subject().model.score({ ...request, as }, signal);

      expect(tokens.map(({ token }) => token).join('')).toBe(countedOfPrompt + expected);
      for (const { logprob, rank = 1, likeliest } of tokens) {
        expect(logprob).toBeLessThanOrEqual(0);
        expect(Number.isFinite(logprob) && Number.isInteger(rank) && rank >= 1).toBe(true);
        const logprobs = likeliest.map((one) => one.logprob);
        expect(logprobs).toEqual(logprobs.toSorted((a, b) => b - a));
        expect(Number(logprobs[0])).toBeGreaterThanOrEqual(logprob - 1e-9);
      }
      expect(Number.isInteger(usage.inputTokens) && usage.inputTokens > 0).toBe(true);
    });

    it('scores alike each time', async () => {
      const score = () => subject().model.score({ ...request, as: 'continuation' }, signal);
      expect((await score()).tokens).toEqual((await score()).tokens);
    });

    it('counts white space at the end of a continued text to the completion', async () => {
      const { model } = subject();
      const spaced = {
        ...request,
        prompt: userPrompt(`${prompt} `),
        expected: expected.trimStart(),
        as: 'continuation',
      } as const;
      const { countedOfPrompt, tokens } = await model.score(spaced, signal);
      expect(countedOfPrompt).toBe(' ');
      const sum = (of: typeof tokens) => of.reduce((total, { logprob }) => total + logprob, 0);
      const whole = await model.score({ ...request, as: 'continuation' }, signal);
      expect(sum(tokens)).toBeCloseTo(sum(whole.tokens), 6);
    });

    it('rejects with the reason of a signal that is aborted before the start, and sends nothing', async () => {
      await expectNoCall((aborted) => subject().model.score({ ...request, as: 'reply' }, aborted), subject());
    });
  });
}

/** What holds for every Tokenizer. Only tests call this. */
export function describeTokenizerContract(
  name: string,
  subject: () => Counted & { readonly tokenizer: Tokenizer },
  { text, unknownId = 1_000_000_000 }: { readonly text: string; readonly unknownId?: number },
): void {
  describe(`${name}, as a tokenizer`, () => {
    it('counts a text, and tells of its tokens where it knows them, so that they add up to it', async () => {
      const { tokenizer } = subject();
      const told = await tokenizer.tokens({ kind: 'text', text }, signal);
      if (told.kind === 'count') {
        expect(told.count).toBeGreaterThan(0);
        return;
      }
      expect(told.tokens.map((token) => token.text).join('')).toBe(text);
      expect(
        await tokenizer.text(
          told.tokens.map(({ id }) => id),
          signal,
        ),
      ).toBe(text);
    });

    it('finds no tokens in a text of nothing', async () => {
      const told = await subject().tokenizer.tokens({ kind: 'text', text: '' }, signal);
      expect(told.kind === 'count' ? told.count : told.tokens.length).toBe(0);
    });

    it('counts more tokens in a prompt with a system text than without', async () => {
      const count = async (system?: string) => {
        const told = await subject().tokenizer.tokens({ kind: 'prompt', prompt: userPrompt(text, system) }, signal);
        return told.kind === 'count' ? told.count : told.tokens.length;
      };
      expect(await count(text)).toBeGreaterThan(await count());
    });

    it('refuses an id that is none of the vocabulary', async () => {
      await expect(subject().tokenizer.text([unknownId], signal)).rejects.toMatchObject({
        data: { kind: 'bad-request' },
      });
    });

    it('rejects with the reason of a signal that is aborted before the start, and sends nothing', async () => {
      await expectNoCall((aborted) => subject().tokenizer.tokens({ kind: 'text', text }, aborted), subject());
    });
  });
}

/** What holds for every VectorModel. Only tests call this. */
export function describeVectorContract(
  name: string,
  subject: () => Counted & { readonly model: VectorModel },
  { texts, taskType }: { readonly texts: readonly [string, string]; readonly taskType?: TaskType },
): void {
  const [one, other] = texts.map((text): VectorInput => ({ type: 'text', text })) as [VectorInput, VectorInput]; // as many as given
  const task = taskType === undefined ? {} : { taskType };

  describe(`${name}, as a vector model`, () => {
    it('gives a vector of numbers per text, in order, all of the same size', async () => {
      const { vectors, cut } = await subject().model.vectors({ inputs: [one, other, one], ...task }, signal);

      expect(vectors).toHaveLength(3);
      expect(new Set(vectors.map(({ length }) => length)).size).toBe(1);
      for (const vector of vectors) expect(vector.length > 0 && vector.every(Number.isFinite)).toBe(true);
      expect(Array.from(vectors[2] ?? [])).toEqual(Array.from(vectors[0] ?? []));
      expect(Array.from(vectors[1] ?? [])).not.toEqual(Array.from(vectors[0] ?? []));
      expect(cut).toEqual({});
    });

    it('gives none for no text', async () => {
      expect((await subject().model.vectors({ inputs: [] }, signal)).vectors).toEqual([]);
    });

    it('rejects with the reason of a signal that is aborted before the start, and sends nothing', async () => {
      await expectNoCall((aborted) => subject().model.vectors({ inputs: [one] }, aborted), subject());
    });
  });
}

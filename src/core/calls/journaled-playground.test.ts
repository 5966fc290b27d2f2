import { describe, expect, it } from 'vitest';
import { memoryJournal } from '../../testing/labeler-harness';
import { aScoredText, scriptedScoring } from '../../testing/playground-models';
import { ModelError, type ModelErrorKind } from '../model/model-error';
import { userPrompt } from '../model/model-prompt';
import { practiceModel } from '../model/model-ref';
import type { ScoreRequest } from '../model/scoring-model';
import type { VectorInput, VectorModel, VectorRequest } from '../model/vector-model';
import type { JournalDeps } from './journaled-model';
import { journaledScores, journaledVectors } from './journaled-playground';

const { signal } = new AbortController();
const request: ScoreRequest = { prompt: userPrompt('The sky is'), as: 'reply', expected: ' blue', alternatives: 5 };

function journaling(change: Partial<JournalDeps> = {}): JournalDeps {
  return {
    journal: memoryJournal(),
    paidBy: 'job-1',
    hash: async (text) => text,
    now: () => '2026-01-01T00:00:00.000Z',
    ...change,
  };
}

describe('a journaled scoring model', () => {
  it('asks once, also at the same time, and answers from the journal afterwards', async () => {
    const inner = scriptedScoring(practiceModel);
    const model = journaledScores(inner, journaling());
    const [one, other] = await Promise.all([model.score(request, signal), model.score({ ...request }, signal)]);
    expect(await model.score(request, signal)).toEqual(one);
    expect(other).toEqual(one);
    expect(inner.requests).toHaveLength(1);
  });

  it.each<[string, Partial<ScoreRequest>]>([
    ['prompt', { prompt: userPrompt('The sea is') }],
    ['system text', { prompt: userPrompt('The sky is', 'Be brief.') }],
    ['trailing space of the prompt', { prompt: userPrompt('The sky is ') }],
    ['way', { as: 'continuation' }],
    ['expected text', { expected: 'blue' }],
    ['number of alternatives', { alternatives: 1 }],
  ])('asks anew for another %s', async (_what, change) => {
    const inner = scriptedScoring(practiceModel);
    const model = journaledScores(inner, journaling());
    await model.score(request, signal);
    await model.score({ ...request, ...change }, signal);
    expect(inner.requests).toHaveLength(2);
  });

  it.each<[ModelErrorKind, number]>([
    ['too-long', 1],
    ['unavailable', 2],
    ['no-key', 2],
  ])('after a failure that is %s asks %d times in all', async (kind, times) => {
    const inner = scriptedScoring(practiceModel, () =>
      Promise.reject(new ModelError({ kind, code: 'X', message: 'No.' })),
    );
    const model = journaledScores(inner, journaling());
    await expect(model.score(request, signal)).rejects.toMatchObject({ data: { kind } });
    await expect(model.score(request, signal)).rejects.toMatchObject({ data: { kind } });
    expect(inner.requests).toHaveLength(times);
  });

  it('keeps its score after a restart of the job', async () => {
    const journal = memoryJournal();
    await journaledScores(scriptedScoring(practiceModel), journaling({ journal })).score(request, signal);
    const later = scriptedScoring(practiceModel);
    expect(await journaledScores(later, journaling({ journal })).score(request, signal)).toEqual(aScoredText());
    expect(later.requests).toEqual([]);
  });
});

describe('a journaled vector model', () => {
  const text = (of: string): VectorInput => ({ type: 'text', text: of });

  /** The length of a text is its vector; longer ones than ten letters are cut. */
  function given() {
    const requests: VectorRequest[] = [];
    const inner: VectorModel = {
      ref: practiceModel,
      async vectors(asked) {
        requests.push(asked);
        const lengths = asked.inputs.map((input) => (input.type === 'text' ? input.text.length : 0));
        const cut = lengths.flatMap((tokens, at) => (tokens > 10 ? [[at, { tokens, limit: 10 }]] : []));
        return { vectors: lengths.map((of) => Float32Array.of(of)), cut: Object.fromEntries(cut), inputTokens: 7 };
      },
    };
    return { requests, model: journaledVectors(inner, journaling()) };
  }

  it('sends what is not known, each text once, and puts the vectors in order', async () => {
    const { model, requests } = given();
    await model.vectors({ inputs: [text('a'), text('ccc')] }, signal);
    const inputs = ['bb', 'a', 'bb', 'a text that is too long', 'ccc'].map(text);
    const { vectors, cut, inputTokens } = await model.vectors({ inputs }, signal);
    expect(requests.at(-1)?.inputs).toEqual([text('bb'), text('a text that is too long')]);
    expect(vectors.map(([length]) => length)).toEqual([2, 1, 2, 23, 3]);
    expect(cut).toEqual({ 3: { tokens: 23, limit: 10 } });
    expect(inputTokens).toBe(7);
  });

  it('asks nobody for what is known, cut texts and all, and pays nothing', async () => {
    const { model, requests } = given();
    const inputs = [text('a text that is too long')];
    const first = await model.vectors({ inputs }, signal);
    expect(await model.vectors({ inputs }, signal)).toEqual({ ...first, inputTokens: 0 });
    expect(requests).toHaveLength(1);
  });

  it.each<[string, Partial<VectorRequest>]>([
    ['task type', { taskType: 'CLUSTERING' }],
    ['number of dimensions', { dimensions: 768 }],
    ['pooling', { pooling: 'max' }],
    ['kind of input', { inputs: [{ type: 'image', mimeType: 'image/png', data: 'a' }] }],
  ])('asks anew for another %s', async (_what, change) => {
    const { model, requests } = given();
    await model.vectors({ inputs: [text('a')] }, signal);
    await model.vectors({ inputs: [text('a')], ...change }, signal);
    expect(requests).toHaveLength(2);
  });
});

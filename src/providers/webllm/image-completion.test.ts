import { describe, expect, it } from 'vitest';
import { completionCapabilitiesOf } from '../../core/model/completion-capabilities-of';
import type { CompletionOptions } from '../../core/model/completion-options';
import { finished } from '../../core/model/finished';
import { localModel } from '../../core/model/model-ref';
import type { SamplingSettings } from '../../core/model/sampling-settings';
import { gemmaId, localEngineHarness, textRequest } from '../../testing/local-engine-harness';
import { createLocalEngine } from './local-engine';

const vocabulary = ['<bos>', '<end>', 'A', ' cat', ' dog', '.'];
const [, end, a, cat, dog, stop] = [0, 1, 2, 3, 4, 5];
const rows: Readonly<Record<number, Readonly<Record<number, number>>>> = {
  [-1]: { [a]: 4 },
  [a]: { [cat]: 3, [dog]: 2.5 },
  [cat]: { [stop]: 5 },
  [dog]: { [stop]: 5 },
  [stop]: { [end]: 6 },
};
const rowAfter = (last: number) => vocabulary.map((_, id) => rows[last]?.[id] ?? -2);

function opened({ readsImages = true } = {}) {
  const logits = (read: readonly number[]) => rowAfter(read.at(-1) ?? -1);
  const harness = localEngineHarness({ vocabulary, logits, readsImages }, {}, { conv: { stop_token_ids: [end] } });
  const model = createLocalEngine({ ...harness.deps, selfTest: 'known-answer' }).model(localModel(gemmaId));
  const complete = (settings: SamplingSettings = {}, completion: CompletionOptions = {}) => {
    const image = { type: 'image', mimeType: 'image/png', data: 'aGk=' } as const;
    const parts = [{ type: 'text', text: 'What is on' }, image, { type: 'text', text: 'this?' }] as const;
    const prompt = { turns: [{ role: 'user', parts }] } as const;
    const request = textRequest({ purpose: 'complete', prompt, settings: { temperature: 0, ...settings }, completion });
    return finished(model.stream(request, new AbortController().signal));
  };
  return { ...harness, complete };
}

describe('a completion of a local model after images', () => {
  it('sends them as data URLs beside one text, since the engine takes no second', async () => {
    const { complete, engines } = opened();
    expect((await complete()).reply.text).toBe('A cat.');
    expect(engines.log.requests.at(-1)?.messages.at(-1)).toEqual({
      role: 'user',
      content: [
        { type: 'text', text: 'What is on\n\nthis?' },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=' } },
      ],
    });
  });

  it('is refused before the call where the loaded model does not say that it reads images', async () => {
    const { complete, engines } = opened({ readsImages: false });
    await expect(complete()).rejects.toMatchObject({ data: { kind: 'bad-request', code: 'IMAGE' } });
    expect(engines.log.requests).toEqual([]);
  });

  it('honours bias, stop sequences and log-probabilities as without images', async () => {
    const { complete } = opened();
    const settings = { logprobs: 1, stopSequences: ['.'] };
    const { reply } = await complete(settings, { logitBias: [{ token: cat, bias: -100 }] });
    expect(reply.text).toBe('A dog');
    expect(reply.finish.code).toBe('stop-sequence');
    const row = rowAfter(a);
    const lnP = 2.5 - Math.log(row.reduce((sum, logit) => sum + Math.exp(logit), 0));
    expect(reply.tokens?.[1]?.logprob).toBeCloseTo(lnP, 6);
  });

  it('goes on from a token that was chosen, which it does not repeat', async () => {
    const { complete } = opened();
    const { reply } = await complete({}, { prefix: { text: 'A dog', ids: [a, dog] } });
    expect(reply.text).toBe('.');
  });

  it('leaves the engine to itself afterwards', async () => {
    const { complete } = opened();
    await complete();
    expect((await complete()).reply.text).toBe('A cat.');
  });

  it('is offered by the names of models that see', () => {
    expect(completionCapabilitiesOf(localModel('Phi-3.5-vision-instruct-q4f16_1-MLC')).images).toBe(true);
    expect(completionCapabilitiesOf(localModel(gemmaId)).images).toEqual(expect.stringContaining('text alone'));
  });
});

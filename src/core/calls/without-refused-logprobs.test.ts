import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../testing/scripted-model';
import { aRequest } from '../../testing/stepwise-model';
import { finished } from '../model/finished';
import { ModelError } from '../model/model-error';
import { withoutRefusedLogprobs } from './without-refused-logprobs';

const refusal = { fails: new ModelError({ kind: 'bad-request', code: '400', message: 'No log-probabilities.' }) };
const request = aRequest({ settings: { temperature: 0, logprobs: 5 } });
const { signal } = new AbortController();

function given(replies: Parameters<typeof scriptedModel>[0]['replies']) {
  const inner = scriptedModel({ replies });
  const model = withoutRefusedLogprobs(inner);
  const ask = async () => (await finished(model.stream(request, signal))).reply.text;
  const asked = () => inner.requests.map(({ settings }) => settings.logprobs);
  return { ask, asked };
}

describe('a model that refuses log-probabilities', () => {
  it('is asked for them once, also by readers that stop at the last event', async () => {
    const { ask, asked } = given([refusal, 'one', 'two', 'three']);
    expect([await ask(), await ask(), await ask()]).toEqual(['one', 'two', 'three']);
    expect(asked()).toEqual([5, undefined, undefined, undefined]);
  });

  it('is asked for them again when it was something else that it refused', async () => {
    const { ask, asked } = given([refusal, refusal, 'one']);
    await expect(ask()).rejects.toThrow('No log-probabilities.');
    expect(await ask()).toBe('one');
    expect(asked()).toEqual([5, undefined, 5]);
  });
});

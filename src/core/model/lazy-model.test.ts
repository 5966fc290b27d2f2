import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../testing/fake-clock';
import { aRequest, stepwiseModel } from '../../testing/stepwise-model';
import type { ModelEvent } from './language-model';
import { lazyEmbeddingModel, lazyModel } from './lazy-model';
import { ModelError } from './model-error';
import { practiceModel } from './model-ref';

const signal = new AbortController().signal;

describe('lazyModel', () => {
  it('loads at the first pull and not before, and answers as what it loaded', async () => {
    let loads = 0;
    const model = lazyModel(practiceModel, async () => {
      loads += 1;
      return stepwiseModel({ tries: [['hello']], clock: fakeClock() });
    });
    const stream = model.stream(aRequest(), signal);
    expect(loads).toBe(0);

    const events: ModelEvent[] = [];
    for await (const event of stream) events.push(event);

    expect(loads).toBe(1);
    expect(events.map(({ type }) => type)).toEqual(['text', 'done']);
  });

  it('says what to do when its code cannot be loaded', async () => {
    const model = lazyModel(practiceModel, () => Promise.reject(new TypeError('Failed to fetch')));
    const read = async () => {
      for await (const _event of model.stream(aRequest(), signal)) break;
    };
    await expect(read()).rejects.toMatchObject({ data: { kind: 'unreachable', code: 'CODE_NOT_LOADED' } });
  });

  it('does not blame the connection when a browser has no model of its own', async () => {
    const missing = () =>
      Promise.reject(new ModelError({ kind: 'no-model', code: 'NO_BROWSER_MODEL', message: 'There is none.' }));
    const read = async () => {
      for await (const _event of lazyModel({ provider: 'browser' }, missing).stream(aRequest(), signal)) break;
    };
    await expect(read()).rejects.toMatchObject({ data: { kind: 'no-model', code: 'NO_BROWSER_MODEL' } });
    const embedding = lazyEmbeddingModel({ provider: 'browser' }, missing).embed(['a text'], signal);
    await expect(embedding).rejects.toMatchObject({ data: { kind: 'no-model', code: 'NO_BROWSER_MODEL' } });
  });
});

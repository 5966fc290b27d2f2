import { describe, expect, it } from 'vitest';
import { ModelError } from '../../core/model/model-error';
import type { TryEvent, TryRequest } from '../../core/tuning/tuning-port';
import { openTune, withPrompts } from '../../testing/open-tune';
import { madeRow } from '../../testing/scripted-tuning';
import { gate, turns } from '../../testing/turns';

const { row, id, turns: said } = madeRow(1);
const prompt: TryEvent = { type: 'prompt', prompt: { row, id, turns: said } };
const stage = (name: 'answer' | 'critique'): TryEvent => ({
  type: 'stage',
  stage: name,
  n: 1,
  about: 'Be plain.',
  prompt: { turns: [{ role: 'user', parts: [{ type: 'text', text: `Write the ${name}.` }] }] },
});
const text = (name: 'answer' | 'critique', words: string): TryEvent => ({
  type: 'text',
  stage: name,
  n: 1,
  text: words,
});
const made: TryEvent = { type: 'made', row: madeRow(1), calls: 3, tookMs: 1200 };

describe('one prompt that is tried', () => {
  it('shows each stage as it is written, with the very prompt, and then all that was made', async () => {
    const { passed, open } = gate();
    const { state, tune, clock } = await withPrompts({
      trial: [
        { tells: [prompt, stage('answer'), text('answer', 'Bec'), text('answer', 'Because.'), stage('critique')] },
        { waits: passed },
        { tells: [text('critique', 'It says nothing.'), made] },
      ],
    });
    const trying = tune.tryOne(1);
    await turns();
    await clock.pass();
    expect(state().tune.trial).toMatchObject({
      status: 'running',
      prompt: { row: 1 },
      stages: [
        { stage: 'answer', about: 'Be plain.', text: 'Because.', prompt: { turns: [{ role: 'user' }] } },
        { stage: 'critique', text: '' },
      ],
    });
    open();
    await trying;
    expect(state().tune.trial).toMatchObject({
      status: 'done',
      row: { row: 1 },
      stages: [{ text: 'Because.' }, { text: 'It says nothing.' }],
      calls: 3,
      tookMs: 1200,
    });
  });

  it('keeps what came before it failed', async () => {
    const failure = new ModelError({ kind: 'prompt-blocked', code: 'SAFETY', message: 'It was blocked.' });
    const { state, tune } = await withPrompts({
      trial: [{ tells: [prompt, stage('answer'), text('answer', 'Bec')] }, { fails: failure }],
    });
    await tune.tryOne(1);
    expect(state().tune.trial).toMatchObject({ status: 'failed', stages: [{ text: 'Bec' }], error: failure.data });
  });

  it('is stopped, and shows nothing of it later', async () => {
    const { state, tune, clock } = await withPrompts({
      trial: [{ tells: [prompt] }, { waits: new Promise(() => {}) }],
    });
    const trying = tune.tryOne(null);
    await turns();
    tune.stopTrial();
    await trying;
    await clock.pass();
    expect(state().tune.trial).toEqual({ status: 'idle' });
  });

  it('by chance is another one at the next press, and the same ones in the same order after a reload', async () => {
    const seeds = async (opened: Awaited<ReturnType<typeof withPrompts>>) => {
      await opened.tune.tryOne(null);
      await opened.tune.tryOne(null);
      return opened.called('tryOne').map(({ given }) => (given as TryRequest).seed); // as `tryOne` was given it
    };
    const first = await withPrompts({ trial: [{ tells: [prompt, made] }] });
    const drawn = await seeds(first);
    expect(new Set(drawn).size).toBe(2);
    expect(await seeds(await first.reload({ trial: [{ tells: [prompt, made] }] }))).toEqual(drawn);
  });

  it('is none without a constitution, and it is said', async () => {
    const { state, tune, called } = await openTune();
    tune.setPrompts({ typed: 'Why?' });
    await tune.tryOne(null);
    expect(state().notices.at(-1)).toMatchObject({ title: 'No prompt was tried' });
    expect(called('tryOne')).toEqual([]);
  });
});

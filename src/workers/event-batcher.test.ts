import { describe, expect, it } from 'vitest';
import type { ModelEvent } from '../core/model/language-model';
import { fakeClock } from '../testing/fake-clock';
import { createEventBatcher } from './event-batcher';

function given() {
  const clock = fakeClock();
  const sent: (readonly ModelEvent[])[] = [];
  return {
    clock,
    sent,
    batcher: createEventBatcher({ send: (events) => sent.push(events), setTimer: clock.setTimer }),
  };
}

const text = (value: string): ModelEvent => ({ type: 'text', text: value });

describe('an event batcher', () => {
  it('sends the first text at once and what follows within 16 ms as one', async () => {
    const { clock, sent, batcher } = given();
    batcher.push(text('a'));
    batcher.push(text('b'));
    batcher.push(text('c'));
    expect(sent).toEqual([[text('a')]]);

    await clock.advance(16);
    expect(sent).toEqual([[text('a')], [text('bc')]]);
  });

  it('sends a text after a pause at once, and then holds no timer', async () => {
    const { clock, sent, batcher } = given();
    batcher.push(text('a'));
    await clock.advance(16);
    expect(clock.pending()).toBe(0);
    batcher.push(text('b'));
    expect(sent).toEqual([[text('a')], [text('b')]]);
  });

  it('sends anything else at once, after the text before it', () => {
    const { sent, batcher } = given();
    batcher.push(text('a'));
    batcher.push(text('b'));
    batcher.push({ type: 'restart' });
    expect(sent).toEqual([[text('a')], [text('b'), { type: 'restart' }]]);
  });

  it('loses nothing when flushed', () => {
    const { clock, sent, batcher } = given();
    batcher.push(text('a'));
    batcher.push(text('b'));
    batcher.flush();
    expect(sent).toEqual([[text('a')], [text('b')]]);
    expect(clock.pending()).toBe(0);
  });
});

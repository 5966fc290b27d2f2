import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../testing/fake-clock';
import { type Batching, createBatcher, frameMs } from './batcher';

function given(batching: Batching<number> = {}) {
  const clock = fakeClock();
  const sent: (readonly number[])[] = [];
  const send = (events: readonly number[]) => void sent.push(events);
  return { clock, sent, batcher: createBatcher({ send, setTimer: clock.setTimer, batching }) };
}

describe('a batcher', () => {
  it('sends the first event at once, and those of a frame together, in order', async () => {
    const { clock, sent, batcher } = given();
    for (const event of [1, 2, 3]) batcher.push(event);
    expect(sent).toEqual([[1]]);
    await clock.advance(frameMs);
    expect(sent).toEqual([[1], [2, 3]]);
  });

  it('has what goes on wait for the next frame from its first event', async () => {
    const { clock, sent, batcher } = given();
    batcher.push(1);
    batcher.push(2);
    await clock.advance(frameMs);
    batcher.push(3);
    batcher.push(4);
    expect(sent).toEqual([[1], [2]]);
    await clock.advance(frameMs);
    expect(sent).toEqual([[1], [2], [3, 4]]);
  });

  it('makes one event of two that wait, where that says it all', async () => {
    const { clock, sent, batcher } = given({ join: (last, next) => (last < 10 ? undefined : last + next) });
    for (const event of [1, 2, 30, 4, 5]) batcher.push(event);
    await clock.advance(frameMs);
    expect(sent).toEqual([[1], [2, 39]]);
  });

  it('sends a burst at once before the rest of the window waits, and again after a quiet one', async () => {
    const { clock, sent, batcher } = given({ burst: 2, windowMs: 100 });
    for (const event of [1, 2, 3, 4]) batcher.push(event);
    expect(sent).toEqual([[1], [2]]);
    await clock.advance(100);
    expect(sent).toEqual([[1], [2], [3, 4]]);
    await clock.advance(100);
    expect(clock.pending()).toBe(0);
    batcher.push(5);
    batcher.push(6);
    expect(sent).toEqual([[1], [2], [3, 4], [5], [6]]);
  });

  it('holds no timer after a pause, and hands over what waits when it is asked', async () => {
    const { clock, sent, batcher } = given();
    batcher.push(1);
    await clock.advance(2 * frameMs);
    expect(clock.pending()).toBe(0);
    batcher.push(2);
    batcher.push(3);
    expect(batcher.rest()).toEqual([3]);
    expect(sent).toEqual([[1], [2]]);
    expect(clock.pending()).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../testing/fake-clock';
import { createFrameBatcher, frameMs } from './frame-batcher';

function given({ latestOnly }: { readonly latestOnly: boolean }) {
  const clock = fakeClock();
  const sent: (readonly number[])[] = [];
  const send = (events: readonly number[]) => void sent.push(events);
  return { clock, sent, batcher: createFrameBatcher({ send, setTimer: clock.setTimer, latestOnly }) };
}

describe('a frame batcher', () => {
  it('sends the first event at once, and those of a frame together, in order', async () => {
    const { clock, sent, batcher } = given({ latestOnly: false });
    for (const event of [1, 2, 3]) batcher.push(event);
    expect(sent).toEqual([[1]]);
    await clock.advance(frameMs);
    expect(sent).toEqual([[1], [2, 3]]);
  });

  it('sends only the last of a frame where that says it all', async () => {
    const { clock, sent, batcher } = given({ latestOnly: true });
    for (const event of [1, 2, 3]) batcher.push(event);
    await clock.advance(frameMs);
    expect(sent).toEqual([[1], [3]]);
  });

  it('holds no timer after a pause, and loses nothing when flushed', async () => {
    const { clock, sent, batcher } = given({ latestOnly: false });
    batcher.push(1);
    await clock.advance(2 * frameMs);
    expect(clock.pending()).toBe(0);
    batcher.push(2);
    batcher.push(3);
    batcher.flush();
    expect(sent).toEqual([[1], [2], [3]]);
    expect(clock.pending()).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { createBatch } from './batch';

describe('a batch', () => {
  it('hands a burst over together, in order, when its timer ends', () => {
    const { batch, handed, timers } = open();
    batch.add(1);
    batch.add(2);
    expect(handed).toEqual([]);
    expect(timers).toHaveLength(1);
    timers[0]?.();
    expect(handed).toEqual([[1, 2]]);
    batch.add(3);
    timers[1]?.();
    expect(handed).toEqual([[1, 2], [3]]);
  });

  it('hands over at once when asked to, and nothing twice', () => {
    const { batch, handed, timers, cancelled } = open();
    batch.add(1);
    batch.flush();
    expect(handed).toEqual([[1]]);
    expect(cancelled()).toBe(1);
    timers[0]?.();
    batch.flush();
    expect(handed).toEqual([[1]]);
  });

  it('hands over nothing of what was dropped', () => {
    const { batch, handed } = open();
    batch.add(1);
    batch.drop();
    batch.flush();
    expect(handed).toEqual([]);
  });
});

function open() {
  const handed: (readonly number[])[] = [];
  const timers: (() => void)[] = [];
  let cancels = 0;
  const batch = createBatch<number>(
    (_, run) => {
      timers.push(run);
      return () => {
        cancels += 1;
      };
    },
    (items) => handed.push(items),
  );
  return { batch, handed, timers, cancelled: () => cancels };
}

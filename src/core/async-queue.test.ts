import { describe, expect, it } from 'vitest';
import { createAsyncQueue } from './async-queue';

describe('a queue between work and its reader', () => {
  it('hands on what came before it was read and what comes after, in order', async () => {
    const queue = createAsyncQueue<number>();
    queue.push(1);
    queue.push(2);
    const read: number[] = [];
    const reading = (async () => {
      for await (const item of queue.items()) read.push(item);
    })();
    await Promise.resolve();
    queue.push(3);
    queue.end();
    await reading;
    expect(read).toEqual([1, 2, 3]);
  });

  it('throws a failure after everything that came before it', async () => {
    const queue = createAsyncQueue<string>();
    queue.push('last');
    queue.end({ error: new Error('lost') });
    queue.end();
    const items = queue.items();
    expect(await items.next()).toEqual({ done: false, value: 'last' });
    await expect(items.next()).rejects.toThrow('lost');
  });

  it('throws the reason of an abort at once, while it waits and before what is unread', async () => {
    const waiting = createAsyncQueue<number>();
    const stop = new AbortController();
    const pull = waiting.items(stop.signal).next();
    stop.abort('stopped');
    await expect(pull).rejects.toBe('stopped');

    const full = createAsyncQueue<number>();
    const later = new AbortController();
    full.push(1);
    full.push(2);
    const items = full.items(later.signal);
    await items.next();
    later.abort('later');
    await expect(items.next()).rejects.toBe('later');
  });

  it('replaces what nobody has read by what overtakes it', async () => {
    const queue = createAsyncQueue<number>((last, next) => last % 2 === next % 2);
    for (const item of [1, 3, 5, 2, 4, 7]) queue.push(item);
    queue.end();
    const read: number[] = [];
    for await (const item of queue.items()) read.push(item);
    expect(read).toEqual([5, 4, 7]);
  });
});

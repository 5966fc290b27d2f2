import { describe, expect, it } from 'vitest';
import { lazyActions } from './lazy-actions';

describe('actions that are fetched at the first use', () => {
  it('keep the order of the calls, those that waited and those that come later', async () => {
    const { actions, arrive, calls } = open();
    actions.note('one');
    const two = actions.give('two');
    expect(calls).toEqual([]);
    arrive();
    actions.note('three');
    expect(await two).toBe('two given');
    actions.note('four');
    expect(calls).toEqual(['one', 'two', 'three', 'four']);
  });

  it('are fetched once, and not before they are used', async () => {
    const { actions, arrive, loads } = open();
    expect(loads()).toBe(0);
    arrive();
    await actions.give('one');
    await actions.give('two');
    expect(loads()).toBe(1);
  });

  it('reject what waited when they cannot be fetched, say so once, and try again at the next call', async () => {
    const failures: unknown[] = [];
    let isOnline = false;
    const actions = lazyActions(
      () => (isOnline ? Promise.resolve(given([])) : Promise.reject(new Error('offline'))),
      (cause) => failures.push(cause),
    );
    const first = actions.give('one');
    actions.note('two');
    await expect(first).rejects.toThrow('offline');
    expect(failures).toHaveLength(1);
    isOnline = true;
    expect(await actions.give('three')).toBe('three given');
  });

  it('reject a call that throws, and make the next one nevertheless', async () => {
    const { actions, arrive, calls } = open();
    const failing = actions.fail();
    actions.note('after');
    arrive();
    await expect(failing).rejects.toThrow('broken');
    expect(calls).toEqual(['after']);
  });

  it('give the same function for the same name, so that a view may depend on it', () => {
    const { actions } = open();
    expect(actions.note).toBe(actions.note);
  });
});

function given(calls: string[]) {
  return {
    note: (word: string) => void calls.push(word),
    give: async (word: string) => {
      calls.push(word);
      return `${word} given`;
    },
    fail: async (): Promise<void> => {
      throw new Error('broken');
    },
  };
}

function open() {
  const calls: string[] = [];
  let loads = 0;
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const actions = lazyActions(
    async () => {
      loads += 1;
      await arrived;
      return given(calls);
    },
    () => undefined,
  );
  return { actions, arrive, calls, loads: () => loads };
}

import { describe, expect, it } from 'vitest';
import { type ModelLocks, modelLock, ownLocks, webLocks } from './model-locks';

const never = new AbortController().signal;

/** As much of the browser's LockManager as we use: exclusive locks, one after the other. */
function platformLocks(): Pick<LockManager, 'request'> {
  const inner = ownLocks();
  const wanted: string[] = [];
  const request = async (name: string, options: LockOptions, work: (lock: Lock | null) => Promise<unknown>) => {
    if (options.ifAvailable && wanted.includes(name)) return work(null);
    wanted.push(name);
    try {
      const waiting = { signal: options.signal ?? never, onWait: () => {} };
      return await inner.hold(name, waiting, () => work({ name, mode: 'exclusive' }));
    } finally {
      wanted.splice(wanted.indexOf(name), 1);
    }
  };
  // The platform's overloads say in types what is said here in one function.
  return { request } as unknown as Pick<LockManager, 'request'>;
}

/** Something that holds a lock until it is let go. */
function holder(locks: ModelLocks, name: string, signal = never) {
  let release = () => {};
  let begun = () => {};
  const state = { waits: 0, holds: false };
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const onWait = () => {
    state.waits += 1;
  };
  const ended = locks.hold(name, { signal, onWait }, async () => {
    state.holds = true;
    begun();
    await gate;
    return name;
  });
  return { state, started, ended, release: () => release() };
}

describe.each([
  ['of the browser', () => webLocks(platformLocks())],
  ['of one worker', ownLocks],
] as const)('locks %s', (_name, create) => {
  it('are had at once when they are free, and give what the work gives', async () => {
    const one = holder(create(), 'a');
    await one.started;
    one.release();
    expect(await one.ended).toBe('a');
    expect(one.state.waits).toBe(0);
  });

  it('are waited for in turn, and the waiting is told', async () => {
    const locks = create();
    const [one, two] = [holder(locks, 'a'), holder(locks, 'a')];
    await one.started;
    await new Promise((resolve) => setImmediate(resolve));
    expect(two.state).toEqual({ waits: 1, holds: false });
    one.release();
    await two.started;
    two.release();
    expect(await two.ended).toBe('a');
  });

  it('of different names are not in the way of each other', async () => {
    const locks = create();
    const [one, two] = [holder(locks, modelLock('a')), holder(locks, modelLock('b'))];
    await Promise.all([one.started, two.started]);
    one.release();
    two.release();
    await Promise.all([one.ended, two.ended]);
    expect(two.state.waits).toBe(0);
  });

  it('are let go when the work fails', async () => {
    const locks = create();
    const failing = locks.hold('a', { signal: never, onWait: () => {} }, () => Promise.reject(new Error('Broken.')));
    await expect(failing).rejects.toThrow('Broken.');
    const next = holder(locks, 'a');
    await next.started;
    next.release();
    await next.ended;
  });

  it('are no longer waited for after an abort, and go to the next one', async () => {
    const locks = create();
    const stop = new AbortController();
    const one = holder(locks, 'a');
    await one.started;
    const two = holder(locks, 'a', stop.signal);
    const three = holder(locks, 'a');
    stop.abort(new Error('Enough.'));
    await expect(two.ended).rejects.toThrow('Enough.');
    one.release();
    await three.started;
    three.release();
    await three.ended;
    expect(two.state.holds).toBe(false);
  });
});

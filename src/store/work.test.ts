import { describe, expect, it } from 'vitest';
import { createWork } from './work';

const reading = { scope: 'project/label/read', key: 'training' } as const;

describe('work that is under way', () => {
  it('counts until it has ended', async () => {
    const work = createWork();
    const task = pending();
    const done = work.run(reading, task.start);
    expect(work.isRunning('project/label/read', 'training')).toBe(true);
    task.end();
    await done;
    expect(work.isRunning('project/label/read', 'training')).toBe(false);
  });

  it('is found by its key, its kind, its room and its project, and by no other', () => {
    const work = createWork();
    void work.run(reading, pending().start);
    expect(work.isRunning('project/label/read')).toBe(true);
    expect(work.isRunning('project/label')).toBe(true);
    expect(work.isRunning('project')).toBe(true);
    expect(work.isRunning('project/label/read', 'test')).toBe(false);
    expect(work.isRunning('project/label/reason')).toBe(false);
    expect(work.isRunning('project/align')).toBe(false);
    expect(work.isRunning('device/transfer')).toBe(false);
  });

  it('ends with everything of its scope that is stopped, and what is beside goes on', async () => {
    const work = createWork();
    const [sample, candidates, transfer] = [pending(), pending(), pending()];
    void work.run({ scope: 'project/label/sample' }, sample.start);
    void work.run({ scope: 'project/align/candidates', key: 'one' }, candidates.start);
    void work.run({ scope: 'device/transfer', key: 'gemma' }, transfer.start);
    await work.stop('project/label');
    expect([sample, candidates, transfer].map(({ isStopped }) => isStopped())).toEqual([true, false, false]);
    await work.stop('project');
    expect([candidates, transfer].map(({ isStopped }) => isStopped())).toEqual([true, false]);
  });

  it('counts no longer once it was asked to stop, and a stop waits for its end', async () => {
    const work = createWork();
    const task = stubborn();
    void work.run(reading, task.start);
    let isOver = false;
    const stopped = work.stop('project/label/read').then(() => {
      isOver = true;
    });
    expect(work.isRunning('project/label/read')).toBe(false);
    await settle();
    expect(isOver).toBe(false);
    task.end();
    await stopped;
    expect(isOver).toBe(true);
  });
});

describe('the same work once more', () => {
  it('takes the place of the one before, which is not told that it was stopped', async () => {
    const work = createWork();
    const [first, second] = [pending(), pending()];
    const told: string[] = [];
    const before = work.run({ ...reading, stopped: () => void told.push('first') }, first.start);
    void work.run({ ...reading, stopped: () => void told.push('second') }, second.start);
    await before;
    expect(first.isStopped()).toBe(true);
    expect(second.isStopped()).toBe(false);
    expect(work.isRunning('project/label/read', 'training')).toBe(true);
    await work.stop('project');
    expect(told).toEqual(['second']);
  });

  it('is left out where the one under way is to be left alone', async () => {
    const work = createWork();
    const [first, second] = [pending(), pending()];
    void work.run(reading, first.start);
    await work.run({ ...reading, ifRunning: 'leave' }, second.start);
    expect(first.isStopped()).toBe(false);
    expect(second.hasBegun()).toBe(false);
  });

  it('begins at its own end where it is to follow the one before', async () => {
    const work = createWork();
    const [first, second] = [stubborn(), pending()];
    void work.run(reading, first.start);
    void work.run({ ...reading, ifRunning: 'follow' }, second.start);
    expect(first.isStopped()).toBe(true);
    await settle();
    expect(second.hasBegun()).toBe(false);
    first.end();
    await settle();
    expect(second.hasBegun()).toBe(true);
  });

  it('never begins when it was stopped while it waited for that end', async () => {
    const work = createWork();
    const [first, second] = [stubborn(), pending()];
    void work.run(reading, first.start);
    const waiting = work.run({ ...reading, ifRunning: 'follow' }, second.start);
    void work.stop('project');
    first.end();
    await waiting;
    expect(second.hasBegun()).toBe(false);
  });

  it('goes on beside another one with a key of its own', async () => {
    const work = createWork();
    const [training, test] = [pending(), pending()];
    void work.run(reading, training.start);
    void work.run({ ...reading, key: 'test' }, test.start);
    await work.stop('project/label/read', 'training');
    expect([training, test].map(({ isStopped }) => isStopped())).toEqual([true, false]);
  });
});

describe('the end of work', () => {
  const broken = async () => {
    throw new Error('broken');
  };

  it('is told to who asked to hear of a failure', async () => {
    const work = createWork();
    const errors: unknown[] = [];
    await work.run({ ...reading, failed: (error) => void errors.push(error) }, broken);
    expect(errors).toEqual([new Error('broken')]);
  });

  it('is a thrown error where nobody asked', async () => {
    const work = createWork();
    await expect(work.run(reading, broken)).rejects.toThrow('broken');
    expect(work.isRunning('project')).toBe(false);
  });

  it('is no failure after a stop, whatever was thrown', async () => {
    const work = createWork();
    const told: string[] = [];
    const task = stubborn();
    const done = work.run(
      { ...reading, failed: () => void told.push('failed'), stopped: () => void told.push('stopped') },
      async (signal) => {
        await task.start(signal);
        await broken();
      },
    );
    void work.stop('project');
    task.end();
    await done;
    expect(told).toEqual(['stopped']);
  });

  it('comes after what is done because of it', async () => {
    const work = createWork();
    const order: string[] = [];
    const failed = async () => {
      await settle();
      order.push('looked again');
    };
    await work.run({ ...reading, failed }, broken);
    order.push('over');
    expect(order).toEqual(['looked again', 'over']);
  });
});

/** A task that ends when it is told to, or is stopped. */
function pending() {
  return task({ obeys: true });
}

/** A task that ends when it is told to, and not at once when it is stopped. */
function stubborn() {
  return task({ obeys: false });
}

function task({ obeys }: { readonly obeys: boolean }) {
  let end = () => {};
  let begun: AbortSignal | null = null;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    start(signal: AbortSignal) {
      begun = signal;
      if (!obeys) return ended;
      return new Promise<void>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        void ended.then(resolve);
      });
    },
    end: () => end(),
    hasBegun: () => begun !== null,
    isStopped: () => begun?.aborted ?? false,
  };
}

async function settle() {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../testing/fake-clock';
import { divideBudget } from '../labeler/training/divide-budget';
import { BudgetSpent, createCallBudget } from './budget';
import { createGate } from './gate';
import { createCallQueue } from './queue';

const never = new AbortController().signal;

function queue({ concurrency = 4, signal = never } = {}) {
  const clock = fakeClock();
  const gate = createGate();
  const told: string[] = [];
  const made = createCallQueue({
    concurrency,
    gate,
    signal,
    onPaused: () => told.push('paused'),
    onResumed: () => told.push('resumed'),
  });
  const started: string[] = [];
  let underWay = 0;
  let most = 0;
  const call = (
    name: string,
    options: { urgency?: 'now' | 'meanwhile'; budget?: ReturnType<typeof createCallBudget> } = {},
  ) => {
    const run = made.run(
      async () => {
        started.push(name);
        underWay += 1;
        most = Math.max(most, underWay);
        await clock.sleep(10, never);
        underWay -= 1;
        return name;
      },
      { budget: options.budget ?? createCallBudget(null), urgency: options.urgency ?? 'now' },
    );
    run.catch(() => undefined);
    return run;
  };
  return { queue: made, clock, gate, told, started, call, most: () => most };
}

describe('a queue', () => {
  it('has so many calls under way and no more', async () => {
    const { call, clock, most, queue: made } = queue({ concurrency: 3 });
    for (let n = 0; n < 10; n++) call(`${n}`);
    await clock.advance(100);
    expect(most()).toBe(3);
    await made.idle();
  });

  it('lets what nothing waits for take half of the places, and what is urgent go first', async () => {
    const { call, clock, started } = queue();
    for (let n = 0; n < 4; n++) call('meanwhile', { urgency: 'meanwhile' });
    for (let n = 0; n < 4; n++) call('now');
    await clock.settle();
    expect(started).toEqual(['meanwhile', 'meanwhile', 'now', 'now']);
    await clock.advance(10);
    expect(started.slice(4)).toEqual(['now', 'now', 'meanwhile', 'meanwhile']);
  });

  it('tells of a pause when the last call has ended, and of the end of it once', async () => {
    const { call, clock, gate, told, started } = queue({ concurrency: 2 });
    for (let n = 0; n < 6; n++) call(`${n}`);
    await clock.settle();
    gate.pause();
    expect(told).toEqual([]);
    await clock.advance(1000);
    expect(told).toEqual(['paused']);
    expect(started).toHaveLength(2);
    gate.resume();
    await clock.advance(1000);
    expect(told).toEqual(['paused', 'resumed']);
    expect(started).toHaveLength(6);
  });

  it('makes no call over its budget', async () => {
    const { call, clock, started } = queue();
    const budget = createCallBudget(2);
    const calls = ['a', 'b', 'c'].map((name) => call(name, { budget }));
    await clock.advance(100);
    expect(started).toEqual(['a', 'b']);
    await expect(calls[2]).rejects.toBeInstanceOf(BudgetSpent);
  });

  it('rejects everything that waits when it is aborted, at the gate or for a place', async () => {
    const controller = new AbortController();
    const { call, clock, gate } = queue({ concurrency: 1, signal: controller.signal });
    gate.pause();
    const calls = ['a', 'b'].map((name) => call(name));
    await clock.settle();
    controller.abort('stopped');
    await expect(Promise.allSettled(calls)).resolves.toMatchObject([{ reason: 'stopped' }, { reason: 'stopped' }]);
  });
});

describe('a divided budget', () => {
  it.each([
    [1000, 100, [800, 100, 100]],
    [300, 100, [200, 100, 0]],
    [150, 100, [150, 0, 0]],
    [0, 100, [0, 0, 0]],
  ])('of %i calls, at %i a reading of the test rows, leaves training the larger part', (budget, reading, expected) => {
    const { training, scoring, untrained } = divideBudget(budget, reading);
    const left = [training, scoring, untrained].map((part) => {
      let calls = 0;
      while (part.take()) calls += 1;
      return calls;
    });
    expect(left).toEqual(expected);
  });

  it('hands over what is left', () => {
    const { training, scoring } = divideBudget(3, 100);
    training.take();
    training.handOver(scoring);
    expect([training.take(), scoring.take(), scoring.take(), scoring.take()]).toEqual([false, true, true, false]);
  });
});

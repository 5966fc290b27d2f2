import { describe, expect, it } from 'vitest';
import type { JobStatus } from '../../core/jobs/job-status';
import { err, ok } from '../../core/result';
import { gate, turns } from '../../testing/turns';
import { createWork } from '../work';
import { createJobs } from './create-jobs';
import type { JobRoom } from './job-room';
import { jobRows } from './job-rows';
import type { JobsShown, ShownRows } from './jobs-state';

/** Of a room that nobody has built: it writes a text for each row. */
interface WritingJob {
  readonly id: string;
  readonly status: JobStatus;
  readonly written: number;
}

describe('the jobs of a room', () => {
  it('go from their first row to their last, in the room’s own words', async () => {
    const { jobs, list, shown, open } = room();
    const going = jobs.start(() => job('a'));
    await turns();
    expect(shown().active).toEqual({ jobId: 'a', pausing: false, startedAt: 'now' });
    open();
    await going;
    expect(list()).toEqual([{ id: 'a', written: 2, status: { status: 'finished' } }]);
    expect(shown().active).toBeNull();
  });

  it('go on one at a time', async () => {
    const { jobs, list } = room();
    void jobs.start(() => job('a'));
    await turns();
    await jobs.start(() => job('b'));
    expect(list().map(({ id }) => id)).toEqual(['a']);
  });

  it('are paused and resumed by the worker, and stopped at once', async () => {
    const { jobs, list, shown, asked } = room();
    const going = jobs.start(() => job('a'));
    await turns();
    jobs.pause();
    expect(shown().active?.pausing).toBe(true);
    await jobs.resume();
    expect(shown().active?.pausing).toBe(false);
    jobs.stop();
    await going;
    expect(asked).toEqual(['pause a', 'resume a']);
    expect(list()[0]?.status).toEqual({ status: 'stopped' });
    expect(shown().active).toBeNull();
  });

  it('fail in the room’s words where they cannot go on, and are left to another tab that has them in hand', async () => {
    const refused = room({ refuses: 'The model is gone.' });
    await refused.jobs.start(() => job('a'));
    expect(refused.list()[0]?.status).toEqual({ status: 'failed', message: 'The model is gone.' });
    const elsewhere = room({ heldElsewhere: true });
    await elsewhere.jobs.start(() => job('a'));
    expect(elsewhere.notices).toEqual(['Written in another tab']);
  });

  it('are taken up in another way, once nothing is under way, and end as before', async () => {
    const { jobs, list, shown, open } = room();
    const going = jobs.start(() => job('a'));
    const again = () =>
      ok(async function* () {
        yield { written: 3, status: { status: 'running' } } as const;
      });
    await turns();
    await jobs.takeUp('a', again);
    expect(list()[0]).toMatchObject({ written: 0, status: { status: 'running' } });
    open();
    await going;
    await jobs.takeUp('a', again);
    expect(list()).toEqual([{ id: 'a', written: 3, status: { status: 'finished' } }]);
    expect(shown().active).toBeNull();
  });

  it('show windows of rows, keep what is near, and take them along when they are removed', async () => {
    const { jobs, rows, list, shown, asked } = room();
    void jobs.start(() => job('a'));
    await turns();
    await rows.showRows('a', { from: 0, count: 2 });
    await rows.showRows('a', { from: 2, count: 1 });
    expect(shown().rows).toEqual({ a: { 0: 'text 0', 1: 'text 1', 2: 'text 2' } });
    await rows.showRows('a', { from: 5000, count: 1 });
    expect(shown().rows).toEqual({ a: { 5000: 'text 5000' } });
    await jobs.remove('a');
    expect([list(), shown()]).toEqual([[], { active: null, rows: {} }]);
    expect(asked).toEqual(['flush', 'remove a']);
  });
});

function job(id: string): WritingJob {
  return { id, status: { status: 'running' }, written: 0 };
}

function room(given: { readonly refuses?: string; readonly heldElsewhere?: boolean } = {}) {
  let list: readonly WritingJob[] = [];
  let shown: JobsShown & ShownRows<string> = { active: null, rows: {} };
  const asked: string[] = [];
  const notices: string[] = [];
  const { passed, open } = gate();

  const setShown = (change: Partial<JobsShown & ShownRows<string>>) => {
    shown = { ...shown, ...change };
  };
  const writing: JobRoom<WritingJob> = {
    kind: 'label',
    words: { elsewhere: { title: 'Written in another tab', body: '' } },
    shown: () => shown,
    setShown,
    jobs: () => list,
    setJobs: (change) => {
      list = change(list);
    },
    setJob: (id, change) => {
      list = list.map((each) => (each.id === id ? change(each) : each));
    },
    begin: () =>
      given.refuses === undefined
        ? ok(async function* (signal) {
            const stopped = new Promise<never>((_, reject) =>
              signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
            );
            await Promise.race([passed, stopped]);
            yield { written: 2, status: { status: 'running' } };
          })
        : err(given.refuses),
    worker: {
      pause: (id) => void asked.push(`pause ${id}`),
      resume: (id) => void asked.push(`resume ${id}`),
      remove: async (id) => void asked.push(`remove ${id}`),
    },
  };
  const context = {
    work: createWork(),
    flush: async () => void asked.push('flush'),
    get: () => ({ notices: [] }),
    notify: ({ title }: { readonly title: string }) => void notices.push(title),
    deps: {
      withLock: async (_name: string, work: () => Promise<void>) => {
        if (given.heldElsewhere === true) return false;
        await work();
        return true;
      },
      setTimer: () => () => undefined,
      now: () => 'now',
    },
  };
  const rows = jobRows(context, {
    rowsUnread: 'Not read',
    hasJob: (id) => list.some((each) => each.id === id),
    shown: () => shown,
    setShown,
    rows: async (_id, { from, count }) => Array.from({ length: count }, (_, index) => `text ${from + index}`),
  });
  return {
    jobs: createJobs(context, { ...writing, forget: rows.forget }),
    rows,
    list: () => list,
    shown: () => shown,
    asked,
    notices,
    open,
  };
}

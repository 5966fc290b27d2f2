import { describe, expect, it } from 'vitest';
import { deviceOfJobs } from '../../testing/jobs-on-device';
import { createGate } from '../calls/gate';
import { finished } from '../model/finished';
import { ModelError } from '../model/model-error';
import { userPrompt } from '../model/model-prompt';
import { rowsPerChunk } from './keep-results';
import { rowByRow, type Stage } from './row-by-row';
import type { RowCalls, RowsJob } from './run-rows';

describe('a job of many rows', () => {
  it('keeps results in the order of the rows, whichever comes first', async () => {
    const { store, live } = deviceOfJobs<Kept, Sums>();
    const waiting = new Map<string, () => void>();
    const { ended, asked } = live(job(numbered(4)), {
      parallel: 4,
      answer: (prompt) => new Promise((resolve) => waiting.set(prompt, () => resolve(`re: ${prompt}`))),
    });
    await until(() => asked.length === 4);
    for (const prompt of asked.toReversed()) waiting.get(prompt)?.();
    await ended;
    expect(await store.rows('job', everything)).toEqual(numbered(4).map((row) => ({ row, made: `re: answer ${row}` })));
  });

  it('gives back one file: a header, and a line for each row', async () => {
    const { store, live } = deviceOfJobs<Kept, Sums>();
    await live(job(numbered(rowsPerChunk + 2)), { answer: shout, parallel: 8 }).ended;
    const lines = (await (await store.file('job')).text()).split('\n');
    expect(lines).toEqual(['row,made', ...numbered(rowsPerChunk + 2).map((row) => `${row},ANSWER ${row}`), '']);
  });

  it('holds some hundred rows, however many there are', async () => {
    const { store, live } = deviceOfJobs<Kept, Sums>();
    let read = 0;
    let most = 0;
    async function* pieces() {
      for (let from = 0; from < 10_000; from += 100) {
        read += 100;
        most = Math.max(most, read - ((await store.head('job'))?.done ?? 0));
        yield numbered(100).map((n) => from + n);
      }
    }
    await live({ ...job([]), pieces }, { answer: shout, parallel: 8 }).ended;
    expect(await store.head('job')).toEqual({ done: 10_000, sums: { failed: 0 } });
    expect(most).toBeLessThanOrEqual(rowsPerChunk + 4 * 8 + 100);
  });

  it('holds fewer rows where they are long', async () => {
    const { store, live } = deviceOfJobs<Kept, Sums>();
    await live(job(numbered(9)), { answer: () => 'a'.repeat(1_000_000) }).ended;
    expect(store.chunks.map(({ length }) => Math.round(length / 1_000_000))).toEqual([4, 4, 1]);
  });

  it('has no more calls under way than there are places, and no place stays empty', async () => {
    let underWay = 0;
    let most = 0;
    const { ended } = deviceOfJobs<Kept, Sums>().live(job(numbered(50), threeStages), {
      parallel: 5,
      async answer(prompt) {
        underWay += 1;
        most = Math.max(most, underWay);
        await turn();
        underWay -= 1;
        return shout(prompt);
      },
    });
    await ended;
    expect(most).toBe(5);
  });

  it('goes on with a row before it begins a later one, so that not all rows are begun before any is through', async () => {
    const { ended, asked } = deviceOfJobs<Kept, Sums>().live(job(numbered(40), threeStages), {
      parallel: 4,
      async answer(prompt) {
        await turn();
        return shout(prompt);
      },
    });
    await ended;
    const firstThrough = asked.findIndex((prompt) => prompt.startsWith('revision'));
    const begun = asked.slice(0, firstThrough).filter((prompt) => prompt.startsWith('answer'));
    // Places for eight, and as much again by a quarter.
    expect(begun.length).toBeLessThanOrEqual(10);
  });

  it('shows what is made out of order before it is kept', async () => {
    const { run, asked, ended } = deviceOfJobs<Kept, Sums>().live(job(numbered(3)), {
      parallel: 3,
      answer: (prompt) => (prompt === 'answer 2' ? 'early' : new Promise(() => {})),
    });
    ended.catch(() => undefined);
    await until(() => asked.length === 3 && run.unkept().rows[1]?.made === 'early');
    expect(run.unkept()).toEqual({
      from: 0,
      rows: [
        { row: 1, made: null },
        { row: 2, made: 'early' },
        { row: 3, made: null },
      ],
    });
  });

  it('keeps what is there before a pause is told, and goes on where it was', async () => {
    const gate = createGate();
    const { store, live } = deviceOfJobs<Kept, Sums>();
    const { told, ended, asked } = live(job(numbered(9)), {
      gate,
      answer(prompt) {
        if (prompt === 'answer 5') gate.pause();
        return shout(prompt);
      },
    });
    await until(() => told.at(-1)?.status.status === 'paused' && told.at(-1)?.done === 5);
    expect(await store.head('job')).toMatchObject({ done: 5 });
    expect(asked).toHaveLength(5);
    gate.resume();
    await ended;
    expect(asked).toHaveLength(9);
    expect(told.at(-1)).toEqual({ status: { status: 'finished' }, done: 9, sums: { failed: 0 } });
  });

  it('pauses by itself where no call can go through, and asks again when it is resumed', async () => {
    const gate = createGate();
    let key = 'bad';
    const { told, ended, asked } = deviceOfJobs<Kept, Sums>().live(job(numbered(2)), {
      gate,
      answer(prompt) {
        if (key === 'bad') throw refused('bad-key');
        return shout(prompt);
      },
    });
    await until(() => told.at(-1)?.status.status === 'paused');
    expect(told.at(-1)?.status).toMatchObject({ error: { kind: 'bad-key' } });
    key = 'good';
    gate.resume();
    await ended;
    expect(asked).toEqual(['answer 1', 'answer 1', 'answer 2']);
  });

  it('keeps what is there when it is stopped, and throws the reason', async () => {
    const stopping = new AbortController();
    const { store, live } = deviceOfJobs<Kept, Sums>();
    const { ended, asked } = live(job(numbered(9)), {
      signal: stopping.signal,
      async answer(prompt) {
        await turn();
        if (prompt === 'answer 4') stopping.abort(new Error('stopped'));
        return shout(prompt);
      },
    });
    await expect(ended).rejects.toThrow('stopped');
    expect(await store.head('job')).toMatchObject({ done: 3 });
    const second = live(job(numbered(9)), { answer: shout });
    await second.ended;
    expect(asked).toHaveLength(4);
    expect(second.told[0]).toMatchObject({ done: 3 });
    expect(await store.head('job')).toMatchObject({ done: 9 });
  });

  it('ends when nobody follows it any more', async () => {
    const { live } = deviceOfJobs<Kept, Sums>();
    const { run, asked } = live(job([]), { answer: shout });
    const other = live(job(numbered(99)), { answer: shout });
    for await (const { done } of other.run.events()) if (done === 2) break;
    expect(other.asked.length).toBeLessThan(99);
    expect([run.unkept().rows, asked]).toEqual([[], []]);
  });

  it('asks about rows that share a call together again, when it goes on in the middle of them', async () => {
    const { store, live } = deviceOfJobs<Kept, Sums>();
    await store.append('job', { head: { done: 4, sums: { failed: 0 } }, rows: [], lines: '' });
    const { ended, asked } = live(job(numbered(8), undefined, { lot: 3, underWay: 6, together: 3 }), {
      answer: shout,
      parallel: 3,
    });
    await ended;
    expect(asked).toEqual(
      numbered(8)
        .slice(3)
        .map((row) => `answer ${row}`),
    );
    expect(await store.head('job')).toMatchObject({ done: 8 });
  });
});

describe('rows that go through stages', () => {
  it('use what the stages before have made', async () => {
    const { store, live } = deviceOfJobs<Kept, Sums>();
    await live(job([7], threeStages), { answer: shout }).ended;
    expect(await store.rows('job', everything)).toEqual([
      { row: 7, made: 'REVISION OF ANSWER 7 BY CRITIQUE OF ANSWER 7' },
    ]);
  });

  it('are never paid twice, at whichever answer the page is killed', async () => {
    const rows = numbered(4);
    const undisturbed = deviceOfJobs<Kept, Sums>();
    await undisturbed.live(job(rows, threeStages), { answer: shout }).ended;
    const expected = await (await undisturbed.store.file('job')).text();
    for (let afterAnswers = 1; afterAnswers <= 12; afterAnswers++) {
      const { store, live } = deviceOfJobs<Kept, Sums>();
      const first = live(job(rows, threeStages), { answer: shout, dies: { afterAnswers } });
      await first.dead;
      const second = live(job(rows, threeStages), { answer: shout });
      await second.ended;
      expect([...first.asked, ...second.asked]).toHaveLength(12);
      expect(await (await store.file('job')).text()).toBe(expected);
    }
  });

  it('repeat no more calls than were in flight, with several at a time and several deaths', async () => {
    const rows = numbered(20);
    const { store, live } = deviceOfJobs<Kept, Sums>();
    const asked: string[] = [];
    let inFlight = 0;
    for (const afterAnswers of [7, 1, 13, 20]) {
      const life = live(job(rows, threeStages), { answer: shout, parallel: 4, dies: { afterAnswers } });
      await life.dead;
      asked.push(...life.asked);
      inFlight += life.asked.length - afterAnswers;
    }
    const last = live(job(rows, threeStages), { answer: shout, parallel: 4 });
    await last.ended;
    asked.push(...last.asked);
    expect(asked.length).toBe(60 + inFlight);
    expect(inFlight).toBeLessThanOrEqual(4 * 4);
    expect(await store.head('job')).toMatchObject({ done: 20 });
  });

  it('fail alone, by stage, and ask for nothing but what failed when the job is run again', async () => {
    const { store, live } = deviceOfJobs<Kept, Sums>();
    const first = live(job(numbered(3), threeStages), {
      answer(prompt) {
        if (prompt === 'critique of ANSWER 2') throw refused('unavailable');
        return shout(prompt);
      },
    });
    await first.ended;
    expect(await store.head('job')).toEqual({ done: 3, sums: { failed: 1 } });
    expect((await store.rows('job', everything))[1]).toEqual({ row: 2, made: 'failed at critique: unavailable' });
    await store.remove('job');
    const again = live(job(numbered(3), threeStages), { answer: shout });
    await again.ended;
    expect(again.asked).toEqual(['critique of ANSWER 2', 'revision of ANSWER 2 by CRITIQUE OF ANSWER 2']);
    expect(await store.head('job')).toEqual({ done: 3, sums: { failed: 0 } });
  });

  it('try a stage once more that failed in passing', async () => {
    let failures = 1;
    const { store, live } = deviceOfJobs<Kept, Sums>();
    const { ended, asked } = live(job([1]), {
      answer(prompt) {
        if (failures-- > 0) throw refused('unavailable');
        return shout(prompt);
      },
    });
    await ended;
    expect(asked).toEqual(['answer 1', 'answer 1']);
    expect(await store.rows('job', everything)).toEqual([{ row: 1, made: 'ANSWER 1' }]);
  });

  it('end the job by what is no failed call, with all that was made before', async () => {
    const { store, live } = deviceOfJobs<Kept, Sums>();
    const perRow: PerRow = async (row, stage) => {
      if (row === 3) throw new TypeError('a fault of ours');
      return oneStage(row, stage);
    };
    await expect(live(job(numbered(5), perRow), { answer: shout }).ended).rejects.toThrow('a fault of ours');
    expect(await store.head('job')).toMatchObject({ done: 2 });
  });
});

interface Kept {
  readonly row: number;
  readonly made: string | null;
}

interface Sums {
  readonly failed: number;
}

type PerRow = (row: number, stage: Stage) => Promise<string>;

const everything = { from: 0, count: 10_000 };

function job(
  rows: readonly number[],
  perRow: PerRow = oneStage,
  sizes: Partial<Pick<RowsJob<number, string, Kept, Sums>['work'], 'lot' | 'underWay' | 'together'>> = {},
): RowsJob<number, string, Kept, Sums> {
  const failed = 'failed at ';
  return {
    id: 'job',
    async *pieces() {
      for (let from = 0; from < rows.length; from += 3) yield rows.slice(from, from + 3);
    },
    work: {
      ...rowByRow({
        perRow,
        failed: (_, { stage, error }) => `${failed}${stage}: ${error.kind}`,
        parallel: 8,
      }),
      ...sizes,
    },
    none: { failed: 0 },
    add: (sums, made) => (made.startsWith(failed) ? { failed: sums.failed + 1 } : sums),
    kept: (row, made) => ({ row, made }),
    header: 'row,made\n',
    line: (row, made) => `${row},${made}\n`,
  };
}

async function oneStage(row: number, stage: Stage): Promise<string> {
  return stage('answer', (calls) => ask(calls, `answer ${row}`));
}

async function threeStages(row: number, stage: Stage): Promise<string> {
  const answer = await oneStage(row, stage);
  const critique = await stage('critique', (calls) => ask(calls, `critique of ${answer}`));
  return stage('revision', (calls) => ask(calls, `revision of ${answer} by ${critique}`));
}

async function ask({ models, signal }: RowCalls, text: string): Promise<string> {
  const task = { purpose: 'respond', subject: {} } as const;
  const request = { ...task, prompt: userPrompt(text), settings: {}, reply: { type: 'text' }, cache: 'fresh' } as const;
  const { reply } = await finished(models.model({ provider: 'practice' }).stream(request, signal));
  return reply.text;
}

function shout(prompt: string): string {
  return prompt.toUpperCase();
}

function refused(kind: 'bad-key' | 'unavailable'): ModelError {
  return new ModelError({ kind, code: '500', message: 'The service refused the call.' });
}

function numbered(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await turn();
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

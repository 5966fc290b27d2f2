import { describe, expect, it } from 'vitest';
import type { JobProgress, PlaygroundPort, ScoresRequest } from '../../core/playground/playground-port';
import type { ScoresRun } from '../../core/playground/playground-work';
import { ok } from '../../core/result';
import { openPlayground, runsOf } from '../../testing/open-playground';
import { gate, turns } from '../../testing/turns';

const estimate = { calls: 3, tokens: 30, seconds: 1 };

/** A worker that scores as many rows as it is told, when it is let. */
function scripted({
  total = 3,
  after = Promise.resolve(),
}: {
  readonly total?: number;
  readonly after?: Promise<void>;
} = {}) {
  const asked: ScoresRequest[] = [];
  const paused: string[] = [];
  const progress = (done: number): JobProgress => ({
    status: { status: done === total ? 'finished' : 'running' },
    done,
    total,
    failed: 0,
  });
  const playground: Partial<PlaygroundPort> = {
    checkScores: async () => ok({ total, empty: [2], estimate }),
    async *score(request, signal) {
      asked.push(request);
      yield progress(1);
      await Promise.race([
        after,
        new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason))),
      ]);
      yield progress(total);
    },
    scores: async () => ({ rows: [], total }),
    pause: (id) => void paused.push(id),
  };
  return { playground, asked, paused };
}

async function ranking(script = scripted()) {
  const opened = await openPlayground({ playground: script.playground });
  await opened.playground.setTask('evaluate');
  await opened.playground.setPrompt({ parts: [{ type: 'text', text: 'I saw' }] });
  const rank = { completions: ' a cat.\n a dog.', dataset: null, promptColumn: null, completionColumn: null };
  await opened.playground.setEvaluate({ expected: ' a cat.', rank });
  await opened.clock.pass();
  return { ...opened, asked: script.asked, paused: script.paused };
}

function lastScores(state: Parameters<typeof runsOf>[0]): ScoresRun {
  const run = runsOf(state).at(-1);
  if (run?.kind !== 'rank' && run?.kind !== 'mattered') throw new Error('Expected a run of many rows.');
  return run;
}

describe('a ranking', () => {
  it('says what it would take before it is begun', async () => {
    const { state } = await ranking();
    expect(state().playground.scoresFound).toEqual({ status: 'found', found: { total: 3, empty: [2], estimate } });
    expect(state().playground.matteredFound.status).toBe('found');
  });

  it('is a job of the worker, with the prompt as a call sends it', async () => {
    const { playground, state, asked, clock } = await ranking();
    const running = playground.rank();
    await turns();
    await clock.pass();
    await running;
    expect(asked[0]?.prompt).toEqual({ turns: [{ role: 'user', parts: [{ type: 'text', text: 'I saw' }] }] });
    expect(lastScores(state)).toMatchObject({
      kind: 'rank',
      status: { status: 'finished' },
      done: 3,
      as: 'continuation',
    });
  });

  it('is paused and stopped with its finished rows', async () => {
    const { passed } = gate();
    const { playground, state, clock, paused } = await ranking(scripted({ after: passed }));
    const running = playground.rank();
    await turns();
    await clock.pass();
    const { id } = lastScores(state);
    playground.pause();
    expect(paused).toEqual([id]);
    playground.stop();
    await running;
    expect(lastScores(state)).toMatchObject({ status: { status: 'stopped' }, done: 1 });
  });

  it('of a page that was left goes on where it was', async () => {
    const { passed } = gate();
    const first = await ranking(scripted({ after: passed }));
    void first.playground.rank();
    await turns();
    await first.clock.pass();
    const next = scripted();
    const again = await first.reload({ playground: next.playground });
    expect(lastScores(again.state)).toMatchObject({ status: { status: 'interrupted' }, done: 1 });
    const running = again.playground.resume(lastScores(again.state).id);
    await turns();
    await again.clock.pass();
    await running;
    expect(next.asked).toHaveLength(1);
    expect(lastScores(again.state)).toMatchObject({ status: { status: 'finished' }, done: 3 });
  });

  it('is one at a time', async () => {
    const { passed } = gate();
    const { playground, state, asked } = await ranking(scripted({ after: passed }));
    void playground.rank();
    await turns();
    void playground.whatMattered();
    await turns();
    expect([asked.length, runsOf(state).length]).toEqual([1, 1]);
  });
});

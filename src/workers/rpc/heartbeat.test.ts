import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../testing/fake-clock';
import { beatMs, createHeartbeat, longPatience, type Patience, usualPatience } from './heartbeat';

const veryLong = (): Patience => ({ beats: 60, words: 'two minutes' });

/** `answers`: whether the worker answers a ping. */
function given({
  answers,
  patience = usualPatience,
}: {
  readonly answers: boolean;
  readonly patience?: typeof usualPatience;
}) {
  const clock = fakeClock();
  const deaths: string[] = [];
  const worker = { answers, patience };
  const heartbeat = createHeartbeat({
    ping: () => {
      if (worker.answers) heartbeat.heard();
    },
    onDead: (silence) => deaths.push(silence),
    setTimer: clock.setTimer,
    patience: (everHeard) => worker.patience(everHeard),
  });
  return { clock, deaths, worker, heartbeat };
}

describe('a heartbeat', () => {
  it('is patient for ten seconds with a worker that has spoken before', async () => {
    const { clock, deaths, heartbeat } = given({ answers: false });
    heartbeat.heard();
    heartbeat.watch(1);
    await clock.advance(10_000 + beatMs - 1);
    expect(deaths).toEqual([]);
    await clock.advance(1);
    expect(deaths).toEqual(['ten seconds']);
  });

  it('is patient for half a minute with one that is still on its way', async () => {
    const { clock, deaths, heartbeat } = given({ answers: false });
    heartbeat.watch(1);
    await clock.advance(30_000 + beatMs - 1);
    expect(deaths).toEqual([]);
    await clock.advance(1);
    expect(deaths).toEqual(['half a minute']);
  });

  it('is patient for as long as it is told to be', async () => {
    const { clock, deaths, heartbeat } = given({ answers: false, patience: veryLong });
    heartbeat.heard();
    heartbeat.watch(1);
    await clock.advance(120_000 + beatMs - 1);
    expect(deaths).toEqual([]);
    await clock.advance(1);
    expect(deaths).toEqual(['two minutes']);
  });

  it('is patient for longer with one that answers late', async () => {
    const { clock, deaths, heartbeat } = given({ answers: false, patience: longPatience });
    heartbeat.watch(1);
    await clock.advance(90_000 + beatMs - 1);
    expect(deaths).toEqual([]);
    await clock.advance(1);
    expect(deaths).toEqual(['a minute and a half']);
  });

  it('counts from the last answer, whatever the worker does next', async () => {
    const { clock, deaths, worker, heartbeat } = given({ answers: true });
    heartbeat.watch(1);
    await clock.advance(60_000);
    worker.answers = false;
    worker.patience = veryLong;
    await clock.advance(100_000);
    worker.answers = true;
    await clock.advance(beatMs);
    worker.answers = false;
    worker.patience = usualPatience;
    await clock.advance(9_000);
    expect(deaths).toEqual([]);
    await clock.advance(3_000);
    expect(deaths).toEqual(['ten seconds']);
  });

  it('waits for nobody when no call is under way', async () => {
    const { clock, deaths, heartbeat } = given({ answers: false });
    heartbeat.watch(1);
    heartbeat.watch(0);
    await clock.advance(600_000);
    expect(deaths).toEqual([]);
    expect(clock.pending()).toBe(0);
  });
});

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
  it.each([
    {
      whom: 'a worker that has spoken before',
      hasSpoken: true,
      patience: usualPatience,
      ms: 10_000,
      said: 'ten seconds',
    },
    {
      whom: 'one that is still on its way',
      hasSpoken: false,
      patience: usualPatience,
      ms: 30_000,
      said: 'half a minute',
    },
    {
      whom: 'one that it is to wait longer for',
      hasSpoken: true,
      patience: veryLong,
      ms: 120_000,
      said: 'two minutes',
    },
    {
      whom: 'one at long work that has spoken before',
      hasSpoken: true,
      patience: longPatience,
      ms: 60_000,
      said: 'a minute',
    },
    {
      whom: 'one that answers late',
      hasSpoken: false,
      patience: longPatience,
      ms: 90_000,
      said: 'a minute and a half',
    },
  ])('is patient for $said with $whom', async ({ hasSpoken, patience, ms, said }) => {
    const { clock, deaths, heartbeat } = given({ answers: false, patience });
    if (hasSpoken) heartbeat.heard();
    heartbeat.watch(1);
    await clock.advance(ms + beatMs - 1);
    expect(deaths).toEqual([]);
    await clock.advance(1);
    expect(deaths).toEqual([said]);
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

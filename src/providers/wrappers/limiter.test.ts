import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../testing/fake-clock';
import { createLimiter, type RateLimit, type Ticket } from './limiter';
import { windowMs } from './start-window';

function given(limit: RateLimit) {
  const clock = fakeClock();
  return { clock, limiter: createLimiter({ limit, clock }) };
}

const granted = (tickets: readonly Ticket[]) => tickets.filter((ticket) => ticket.granted).length;

describe('a limiter', () => {
  it('lets in as many at a time as it may, first come first served', () => {
    const { limiter } = given({ requestsPerMinute: 100, parallelRequests: 2 });
    const tickets = Array.from({ length: 4 }, () => limiter.enter());

    expect(tickets.map((ticket) => ticket.granted)).toEqual([true, true, false, false]);
    tickets[0]?.leave();
    expect(tickets.map((ticket) => ticket.granted)).toEqual([false, true, true, false]);
  });

  it('frees one place however often it is left', () => {
    const { limiter } = given({ requestsPerMinute: 100, parallelRequests: 1 });
    const tickets = Array.from({ length: 3 }, () => limiter.enter());

    tickets[0]?.leave();
    tickets[0]?.leave();

    expect(limiter.status()).toMatchObject({ running: 1, queued: 1 });
  });

  it('forgets who leaves the queue', () => {
    const { limiter } = given({ requestsPerMinute: 100, parallelRequests: 1 });
    const [first, second, third] = [limiter.enter(), limiter.enter(), limiter.enter()];

    second.leave();
    first.leave();

    expect([second.granted, third.granted]).toEqual([false, true]);
  });

  it('says when the window opens for each who waits', async () => {
    const { clock, limiter } = given({ requestsPerMinute: 2, parallelRequests: 10 });
    const start = clock.now();
    limiter.enter();
    await clock.advance(10_000);
    limiter.enter();
    const [third, fourth] = [limiter.enter(), limiter.enter()];

    expect(third.hold).toEqual({ reason: 'queue', until: start + windowMs });
    expect(fourth.hold).toEqual({ reason: 'queue', until: start + 10_000 + windowMs });
    await clock.advance(windowMs - 10_000);
    expect([third.granted, fourth.granted]).toEqual([true, false]);
  });

  it('never starts more than the limit in any 60 s, nor more at once than it may', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(
          fc.record({ after: fc.integer({ min: 0, max: 40_000 }), lasts: fc.integer({ min: 0, max: 30_000 }) }),
          {
            minLength: 1,
            maxLength: 30,
          },
        ),
        async (requestsPerMinute, parallelRequests, calls) => {
          const { clock, limiter } = given({ requestsPerMinute, parallelRequests });
          const never = new AbortController().signal;
          const starts: number[] = [];
          let most = 0;
          for (const { after, lasts } of calls) {
            await clock.advance(after);
            const ticket = limiter.enter();
            void (async () => {
              while (!ticket.granted) await ticket.changed(never);
              starts.push(clock.now());
              most = Math.max(most, limiter.status().running);
              await clock.sleep(lasts, never);
              ticket.leave();
            })();
          }
          await clock.advance(3_600_000);

          expect(starts).toHaveLength(calls.length);
          expect(most).toBeLessThanOrEqual(parallelRequests);
          for (const from of starts) {
            expect(starts.filter((at) => at >= from && at < from + windowMs).length).toBeLessThanOrEqual(
              requestsPerMinute,
            );
          }
          expect(clock.pending()).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('holds everybody until the instant that a refusal named', async () => {
    const { clock, limiter } = given({ requestsPerMinute: 60, parallelRequests: 4 });
    const until = clock.now() + 34_000;
    const refused = limiter.enter();

    refused.refused(until);
    refused.leave();
    const waiting = [limiter.enter(), limiter.enter()];

    expect(waiting[0]?.hold).toEqual({ reason: 'rate-limit', until });
    await clock.advance(33_999);
    expect(granted(waiting)).toBe(0);
    await clock.advance(1);
    expect(granted(waiting)).toBe(2);
  });

  it('does not hold everybody for an hour, even when a refusal names one', () => {
    const { clock, limiter } = given({ requestsPerMinute: 60, parallelRequests: 4 });
    limiter.enter().refused(clock.now() + 3_600_000);
    expect(limiter.status().pausedUntil).toBe(clock.now() + 5_000);
  });

  it('shrinks once for calls that were refused together, and again for later ones', async () => {
    const { clock, limiter } = given({ requestsPerMinute: 60, parallelRequests: 40 });
    const together = Array.from({ length: 40 }, () => limiter.enter());
    for (const ticket of together) {
      ticket.refused(undefined);
      ticket.leave();
    }
    expect(limiter.status()).toMatchObject({ requestsPerMinute: 20, parallelRequests: 20 });

    await clock.advance(5_000);
    const later = limiter.enter();
    later.refused(undefined);
    expect(limiter.status()).toMatchObject({
      requestsPerMinute: 6,
      parallelRequests: 10,
      pausedUntil: clock.now() + 10_000,
    });
  });

  it('grows back by one with each success, and never beyond what was configured', async () => {
    const { clock, limiter } = given({ requestsPerMinute: 20, parallelRequests: 4 });
    limiter.enter().refused(undefined);
    await clock.advance(5_000);
    const succeed = (times: number) => {
      for (let n = 0; n < times; n += 1) {
        const ticket = limiter.enter();
        ticket.succeeded();
        ticket.leave();
      }
    };

    succeed(1);
    expect(limiter.status()).toMatchObject({ requestsPerMinute: 7, parallelRequests: 3 });
    succeed(100);
    expect(limiter.status()).toMatchObject({ requestsPerMinute: 20, parallelRequests: 4 });
  });

  it('lets three calls in at once after a refusal that six tries ended in, and three more with their success', async () => {
    const { clock, limiter } = given({ requestsPerMinute: 60, parallelRequests: 8 });
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      const refused = limiter.enter();
      refused.refused(undefined);
      refused.leave();
      await clock.advance(61_000);
    }

    for (let run = 1; run <= 20; run += 1) {
      const tickets = [limiter.enter(), limiter.enter(), limiter.enter()];
      // One after the other at first: each success makes room for one more.
      for (const ticket of tickets) {
        expect(ticket.granted).toBe(true);
        ticket.succeeded();
        ticket.leave();
      }
    }
  });

  it('says of starts that a refusal holds back that it is the service, and not the queue', async () => {
    const { clock, limiter } = given({ requestsPerMinute: 60, parallelRequests: 60 });
    const refused = limiter.enter();
    refused.refused(undefined);
    refused.leave();
    await clock.advance(5_000);
    for (let started = 0; started < 6; started += 1) limiter.enter().leave();

    expect(limiter.enter().hold).toEqual({ reason: 'rate-limit', until: clock.now() + windowMs });
  });

  it('starts at once when somebody would rather try now than wait', async () => {
    const { clock, limiter } = given({ requestsPerMinute: 60, parallelRequests: 4 });
    const refused = limiter.enter();
    refused.refused(clock.now() + 34_000);
    refused.leave();
    const waiting = limiter.enter();
    expect(waiting.granted).toBe(false);

    limiter.resume();

    expect(waiting.granted).toBe(true);
  });

  it('forgets a refusal when the last call that waits for its end is given up', async () => {
    const { clock, limiter } = given({ requestsPerMinute: 60, parallelRequests: 4 });
    const refused = limiter.enter();
    refused.refused(clock.now() + 34_000);
    refused.leave();
    const waiting = [limiter.enter(), limiter.enter()];

    waiting[0]?.giveUp();
    expect(limiter.status()).toMatchObject({ pausedUntil: clock.now() + 34_000 });
    waiting[1]?.giveUp();

    expect(limiter.status()).toMatchObject({ pausedUntil: undefined, requestsPerMinute: 60, parallelRequests: 4 });
    expect(limiter.enter().granted).toBe(true);
  });

  it('takes new limits at once, also for those who wait', () => {
    const { limiter } = given({ requestsPerMinute: 60, parallelRequests: 1 });
    const tickets = [limiter.enter(), limiter.enter(), limiter.enter()];

    limiter.update({ requestsPerMinute: 60, parallelRequests: 3 });

    expect(granted(tickets)).toBe(3);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %s requests per minute', (requestsPerMinute) => {
    expect(() => given({ requestsPerMinute, parallelRequests: 1 })).toThrow(
      `Expected requestsPerMinute to be a whole number from 1, got ${requestsPerMinute}.`,
    );
  });
});

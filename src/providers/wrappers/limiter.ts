import type { Clock } from './clock';
import { createStartWindow, windowMs } from './start-window';

export interface RateLimit {
  /** Starts in any 60 seconds; whole number from 1. */
  readonly requestsPerMinute: number;
  /** Calls at the same time; whole number from 1. */
  readonly parallelRequests: number;
}

export interface AdaptPolicy {
  /** Refusals never take the starts per minute below this: a pause holds back better than a trickle does. */
  readonly leastPerMinute: number;
  /** The pause after a refusal that named no instant; it doubles with each further one, up to `longestPauseMs`. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
  /** A service that asks for more than this is taken for one that named no instant: its callers are better told than held. */
  readonly longestNamedPauseMs: number;
}

const defaultAdaptPolicy: AdaptPolicy = {
  leastPerMinute: 6,
  pauseMs: 5_000,
  longestPauseMs: 60_000,
  longestNamedPauseMs: 300_000,
};

/** A place in the queue, and after that in the service. */
export interface Ticket {
  readonly granted: boolean;
  /** Why it is not granted yet; undefined once it is. */
  readonly hold: Hold | undefined;
  /** Resolves when `granted` or `hold` changed; rejects with the signal's reason when that aborts. */
  changed(signal: AbortSignal): Promise<void>;
  /** Gives the place back, wherever it is. Call it on every way out; calling it again does nothing. */
  leave(): void;
  /** The same for a call that was aborted. When nobody is left, the limiter forgets what it was refused: the next call starts at once. */
  giveUp(): void;
  /** The service answered: limits grow back by one. */
  succeeded(): void;
  /** The service refused for rate: limits shrink, and nobody starts before `until` (milliseconds since the epoch). */
  refused(until: number | undefined): void;
}

export interface Hold {
  /** `queue`: the configured limits; `rate-limit`: the service has refused. */
  readonly reason: 'queue' | 'rate-limit';
  /** Milliseconds since the epoch; undefined: as soon as another call ends. */
  readonly until: number | undefined;
}

export interface Limiter {
  /** First come, first served. */
  enter(): Ticket;
  /** Takes effect at once, also for those who wait. */
  update(limit: RateLimit): void;
  /** Ends the pause: somebody would rather be refused once more than wait. The configured limits hold all the same. */
  resume(): void;
  /** What holds now, after adapting down. */
  status(): LimiterStatus;
}

interface LimiterStatus {
  readonly requestsPerMinute: number;
  readonly parallelRequests: number;
  readonly running: number;
  readonly queued: number;
  readonly pausedUntil: number | undefined;
}

interface Place {
  state: 'queued' | 'running' | 'left';
  /** Which limits it started under, so that calls refused together halve them once. */
  era: number;
  readonly listeners: Set<() => void>;
}

/**
 * Holds calls to the configured limits, and below them once the service has refused: then nobody starts for a while, and after that
 * fewer start than were refused, one more with each success (as TCP shrinks and grows its window, RFC 5681).
 */
export function createLimiter({
  limit,
  clock,
  policy = defaultAdaptPolicy,
}: {
  readonly limit: RateLimit;
  readonly clock: Clock;
  /** `fixed`: refusals are somebody else's to answer. */
  readonly policy?: AdaptPolicy | 'fixed';
}): Limiter {
  let configured = checked(limit);
  /** After what the service has refused; never above `configured`. */
  let adapted = configured;
  let era = 0;
  let refusals = 0;
  let pausedUntil = 0;
  /** Oldest first. */
  const queue = new Set<Place>();
  let running = 0;
  const starts = createStartWindow(clock);
  let alarm: AbortController | undefined;

  /** Lets in everybody who may go, tells the rest why not, and wakes again when time alone will change that. */
  function pump(): void {
    alarm?.abort();
    alarm = undefined;
    for (const head of queue) {
      if (holdAt(0) !== undefined) break;
      queue.delete(head);
      head.state = 'running';
      head.era = era;
      running += 1;
      starts.add();
      notify(head);
    }
    for (const place of queue) notify(place);
    if (queue.size === 0) return;
    const until = holdAt(0)?.until;
    if (until !== undefined) wakeAt(until);
  }

  function wakeAt(until: number): void {
    const controller = new AbortController();
    alarm = controller;
    clock.sleep(until - clock.now(), controller.signal).then(pump, () => {});
  }

  /** What holds back the place at `index` of the queue, as far as can be known now. */
  function holdAt(index: number): Hold | undefined {
    const time = clock.now();
    if (pausedUntil > time) return { reason: 'rate-limit', until: pausedUntil };
    if (running + index >= adapted.parallelRequests) return { reason: 'queue', until: undefined };
    const ours = freeAt(configured.requestsPerMinute, { used: starts.count(), index });
    const theirs = freeAt(adapted.requestsPerMinute, { used: starts.countSinceMark(), index });
    if (ours === undefined && theirs === undefined) return undefined;
    return (theirs ?? 0) > (ours ?? 0) ? { reason: 'rate-limit', until: theirs } : { reason: 'queue', until: ours };
  }

  /** When the place at `index` comes in under a limit of so many starts a minute, of which the latest `used` count; undefined: now. */
  function freeAt(perMinute: number, { used, index }: { readonly used: number; readonly index: number }) {
    const missing = used + index + 1 - perMinute;
    if (missing <= 0) return undefined;
    const leaves = starts.latest(Math.max(1, used - missing + 1));
    return leaves === undefined ? undefined : leaves + windowMs;
  }

  function shrink(place: Place, until: number | undefined): void {
    if (policy === 'fixed') return;
    if (place.era === era) {
      era += 1;
      refusals += 1;
      adapted = {
        requestsPerMinute: Math.min(
          adapted.requestsPerMinute,
          Math.max(policy.leastPerMinute, half(starts.countSinceMark())),
        ),
        parallelRequests: half(adapted.parallelRequests),
      };
    }
    const pause = Math.min(policy.longestPauseMs, policy.pauseMs * 2 ** (refusals - 1));
    const named = until !== undefined && until - clock.now() <= policy.longestNamedPauseMs ? until : undefined;
    pausedUntil = Math.max(pausedUntil, named ?? clock.now() + pause);
    // What was started before the pause is behind us: after it the service counts anew.
    starts.mark();
    pump();
  }

  function grow(): void {
    refusals = 0;
    if (equal(adapted, configured)) return;
    adapted = {
      requestsPerMinute: Math.min(configured.requestsPerMinute, adapted.requestsPerMinute + 1),
      parallelRequests: Math.min(configured.parallelRequests, adapted.parallelRequests + 1),
    };
    pump();
  }

  function forget(): void {
    refusals = 0;
    pausedUntil = 0;
    adapted = configured;
  }

  function leave(place: Place): void {
    if (place.state === 'left') return;
    if (place.state === 'running') running -= 1;
    queue.delete(place);
    place.state = 'left';
    pump();
  }

  return {
    enter() {
      const place: Place = { state: 'queued', era, listeners: new Set() };
      queue.add(place);
      pump();
      return {
        get granted() {
          return place.state === 'running';
        },
        get hold() {
          return place.state === 'queued' ? holdAt(placeOf(place, queue)) : undefined;
        },
        changed: (signal) => nextNotice(place, signal),
        leave: () => leave(place),
        giveUp() {
          leave(place);
          if (running + queue.size === 0) forget();
        },
        succeeded: grow,
        refused: (until) => shrink(place, until),
      };
    },
    update(next) {
      // Settings are sent as a whole: one that left these as they were is no reason to forget a refusal.
      if (equal(next, configured)) return;
      configured = checked(next);
      adapted = configured;
      pump();
    },
    resume() {
      pausedUntil = 0;
      starts.mark();
      pump();
    },
    status: () => ({
      ...adapted,
      running,
      queued: queue.size,
      pausedUntil: pausedUntil > clock.now() ? pausedUntil : undefined,
    }),
  };
}

function equal(a: RateLimit, b: RateLimit): boolean {
  return a.requestsPerMinute === b.requestsPerMinute && a.parallelRequests === b.parallelRequests;
}

function placeOf(place: Place, queue: ReadonlySet<Place>): number {
  let index = 0;
  for (const other of queue) {
    if (other === place) return index;
    index += 1;
  }
  return -1;
}

function notify(place: Place): void {
  for (const listener of [...place.listeners]) listener();
}

function nextNotice(place: Place, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const done = () => {
      place.listeners.delete(onNotice);
      signal.removeEventListener('abort', onAbort);
    };
    const onNotice = () => {
      done();
      resolve();
    };
    const onAbort = () => {
      done();
      reject(signal.reason);
    };
    place.listeners.add(onNotice);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

function half(value: number): number {
  return Math.max(1, Math.floor(value / 2));
}

function checked(limit: RateLimit): RateLimit {
  for (const [name, value] of Object.entries(limit)) {
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`Expected ${name} to be a whole number from 1, got ${value}.`);
  }
  return limit;
}

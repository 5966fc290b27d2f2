import type { Clock } from './clock';

export interface RateLimit {
  /** Starts in any 60 seconds; whole number from 1. */
  readonly requestsPerMinute: number;
  /** Calls at the same time; whole number from 1. */
  readonly parallelRequests: number;
}

export interface AdaptPolicy {
  /** So many successes in a row take one step back up to the configured limit. */
  readonly successesPerStep: number;
  /** The pause after a refusal that named no instant; it doubles with each further one, up to `longestPauseMs`. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
  /** A service that asks for more than this is taken for one that named no instant: its callers are better told than held. */
  readonly longestNamedPauseMs: number;
}

export const defaultAdaptPolicy: AdaptPolicy = {
  successesPerStep: 5,
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
  /** The service answered: limits recover step by step. */
  succeeded(): void;
  /** The service refused for rate: limits are halved, and nobody starts before `until` (milliseconds since the epoch). */
  refused(until: number | undefined): void;
}

export interface Hold {
  readonly reason: 'queue' | 'rate-limit';
  /** Milliseconds since the epoch; undefined: as soon as another call ends. */
  readonly until: number | undefined;
}

export interface Limiter {
  /** First come, first served. */
  enter(): Ticket;
  /** Takes effect at once, also for those who wait. */
  update(limit: RateLimit): void;
  /** What holds now, after adapting down. */
  status(): LimiterStatus;
}

export interface LimiterStatus {
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

export const windowMs = 60_000;

/** One for each (provider, endpoint), shared by all its models and calls. */
export function createLimiter({
  limit,
  clock,
  policy = defaultAdaptPolicy,
}: {
  readonly limit: RateLimit;
  readonly clock: Clock;
  readonly policy?: AdaptPolicy;
}): Limiter {
  let configured = checked(limit);
  let now = configured;
  let era = 0;
  let successes = 0;
  let refusals = 0;
  let pausedUntil = 0;
  /** Oldest first. */
  const queue = new Set<Place>();
  let running = 0;
  const starts = createWindow(clock);
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
    if (running + index >= now.parallelRequests) return { reason: 'queue', until: undefined };
    const used = starts.count();
    const free = now.requestsPerMinute - used - index;
    if (free > 0) return undefined;
    const leaves = starts.at(Math.min(used - 1, -free));
    return { reason: 'queue', until: leaves === undefined ? undefined : leaves + windowMs };
  }

  function halve(place: Place, until: number | undefined): void {
    successes = 0;
    if (place.era === era) {
      era += 1;
      refusals += 1;
      now = { requestsPerMinute: half(now.requestsPerMinute), parallelRequests: half(now.parallelRequests) };
    }
    const pause = Math.min(policy.longestPauseMs, policy.pauseMs * 2 ** (refusals - 1));
    const named = until !== undefined && until - clock.now() <= policy.longestNamedPauseMs ? until : undefined;
    pausedUntil = Math.max(pausedUntil, named ?? clock.now() + pause);
    pump();
  }

  function recover(): void {
    refusals = 0;
    successes += 1;
    if (successes < policy.successesPerStep) return;
    successes = 0;
    now = {
      requestsPerMinute: stepUp(now.requestsPerMinute, configured.requestsPerMinute),
      parallelRequests: stepUp(now.parallelRequests, configured.parallelRequests),
    };
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
        leave() {
          if (place.state === 'running') running -= 1;
          if (place.state === 'queued') queue.delete(place);
          if (place.state !== 'left') {
            place.state = 'left';
            pump();
          }
        },
        succeeded: recover,
        refused: (until) => halve(place, until),
      };
    },
    update(next) {
      // Settings are sent as a whole: one that left these as they were is no reason to forget a refusal.
      const same =
        next.requestsPerMinute === configured.requestsPerMinute &&
        next.parallelRequests === configured.parallelRequests;
      if (same) return;
      configured = checked(next);
      now = configured;
      pump();
    },
    status: () => ({
      ...now,
      running,
      queued: queue.size,
      pausedUntil: pausedUntil > clock.now() ? pausedUntil : undefined,
    }),
  };
}

/** Starts of the last minute, oldest first. A run of a thousand calls a second keeps many, so nothing here walks through them. */
function createWindow(clock: Clock): { add(): void; count(): number; at(index: number): number | undefined } {
  let starts: number[] = [];
  let first = 0;

  function forget(): void {
    const since = clock.now() - windowMs;
    for (let start = starts[first]; start !== undefined && start <= since; start = starts[first]) first += 1;
    if (first <= starts.length / 2) return;
    starts = starts.slice(first);
    first = 0;
  }

  return {
    add: () => void starts.push(clock.now()),
    count() {
      forget();
      return starts.length - first;
    },
    at: (index) => starts[first + index],
  };
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

/** A tenth of the goal, at least one, never beyond it. */
function stepUp(value: number, goal: number): number {
  return Math.min(goal, value + Math.max(1, Math.ceil(goal / 10)));
}

function checked(limit: RateLimit): RateLimit {
  for (const [name, value] of Object.entries(limit)) {
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`Expected ${name} to be a whole number from 1, got ${value}.`);
  }
  return limit;
}

import type { SetTimer } from '../core/effects';
import type { ModelEvent } from '../core/model/language-model';
import { answererName, type ModelRef } from '../core/model/model-ref';
import type { ModelsStatus } from '../core/model/models-port';

type Wait = Extract<ModelEvent, { type: 'wait' }>;

/** Sums up what all calls under way are doing, for the Model status. */
export interface CallStatus {
  begin(call: symbol, ref: ModelRef): void;
  see(call: symbol, event: ModelEvent): void;
  end(call: symbol): void;
}

export function createCallStatus({
  now,
  setTimer,
  onChange,
}: {
  readonly now: () => number;
  readonly setTimer: SetTimer;
  readonly onChange: (status: ModelsStatus) => void;
}): CallStatus {
  const calls = new Map<symbol, Call>();
  let told: ModelsStatus = { state: 'ready' };
  let cancelTimer: (() => void) | undefined;

  function tell(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    const status = summary([...calls.values()], now());
    // A wait that is over is told by no event: the next one may be a minute of thinking away.
    if (status.state === 'waiting') cancelTimer = setTimer(Date.parse(status.until) - now(), tell);
    if (JSON.stringify(status) === JSON.stringify(told)) return;
    told = status;
    onChange(status);
  }

  return {
    begin(call, ref) {
      calls.set(call, { ref, wait: undefined });
      tell();
    },
    see(call, event) {
      const wait = event.type === 'wait' ? event : undefined;
      const known = calls.get(call);
      if (known === undefined || known.wait === wait) return;
      calls.set(call, { ...known, wait });
      tell();
    },
    end(call) {
      calls.delete(call);
      tell();
    },
  };
}

interface Call {
  readonly ref: ModelRef;
  readonly wait: Wait | undefined;
}

/** `waiting` only when nothing else goes on; until the earliest instant that is still to come. */
function summary(calls: readonly Call[], time: number): ModelsStatus {
  if (calls.length === 0) return { state: 'ready' };
  const busy = { state: 'busy', calls: calls.length } as const;
  let earliest: { readonly until: string; readonly wait: Wait; readonly ref: ModelRef } | undefined;
  for (const { wait, ref } of calls) {
    if (wait === undefined) return busy;
    const { until } = wait;
    if (until === undefined) continue;
    if (Date.parse(until) <= time) return busy;
    if (earliest === undefined || until < earliest.until) earliest = { until, wait, ref };
  }
  if (earliest === undefined) return busy;
  const { until, wait, ref } = earliest;
  return { state: 'waiting', until, cause: wait.reason, reason: inWords(wait, ref) };
}

function inWords({ reason, code }: Wait, ref: ModelRef): string {
  switch (reason) {
    case 'queue':
      return 'at your limit of requests per minute';
    case 'rate-limit':
      return `paused by ${answererName(ref)}’s rate limit`;
    case 'retry':
      return `retrying after ${answererName(ref)} failed (${code})`;
  }
}

import type { ModelEvent } from '../core/model/language-model';
import type { ModelsStatus } from '../core/model/models-port';
import type { SetTimer } from './set-timer';

type Wait = Extract<ModelEvent, { type: 'wait' }>;

/** Sums up what all calls under way are doing, for the Model status. */
export interface CallStatus {
  begin(call: symbol): void;
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
  const calls = new Map<symbol, Wait | undefined>();
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
    begin(call) {
      calls.set(call, undefined);
      tell();
    },
    see(call, event) {
      const wait = event.type === 'wait' ? event : undefined;
      if (calls.get(call) === wait) return;
      calls.set(call, wait);
      tell();
    },
    end(call) {
      calls.delete(call);
      tell();
    },
  };
}

/** `waiting` only when nothing else goes on; until the earliest instant that is still to come. */
function summary(waits: readonly (Wait | undefined)[], time: number): ModelsStatus {
  if (waits.length === 0) return { state: 'ready' };
  let earliest: { readonly until: string; readonly wait: Wait } | undefined;
  for (const wait of waits) {
    if (wait === undefined) return { state: 'busy', calls: waits.length };
    const { until } = wait;
    if (until === undefined) continue;
    if (Date.parse(until) <= time) return { state: 'busy', calls: waits.length };
    if (earliest === undefined || until < earliest.until) earliest = { until, wait };
  }
  if (earliest === undefined) return { state: 'busy', calls: waits.length };
  return { state: 'waiting', until: earliest.until, reason: inWords(earliest.wait) };
}

function inWords({ reason, code }: Wait): string {
  switch (reason) {
    case 'queue':
      return 'the limit of requests per minute is reached';
    case 'rate-limit':
      return 'the service asked to slow down';
    case 'retry':
      return `the service failed (${code}) and is tried again`;
  }
}

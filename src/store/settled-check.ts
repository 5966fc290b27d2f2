import { sameData } from '../core/prompt/same-data';
import type { Result } from '../core/result';
import type { ActionContext } from './context';

/** Typing settles before a set-up is checked. */
const settleMs = 250;

export interface SettledCheck {
  /** The set-up has changed: what is known of it is out of date, and it is checked once it has settled. */
  readonly schedule: () => void;
  /** As `schedule`, unless this very set-up is known already or being checked. */
  readonly ensure: () => void;
  /** Resolves when the present set-up is known, without waiting for it to settle. */
  readonly now: () => Promise<void>;
}

interface SetupToCheck<Request, Found, Problem> {
  readonly scope: `project/${'label' | 'tune'}/check` | `project/playground/check-${'mattered' | 'scores' | 'texts'}`;
  /** Null while there is nothing to check. */
  readonly request: () => Request | null;
  /** Nothing is checked now: whoever holds it has it checked later. */
  readonly isHeld: () => boolean;
  readonly ask: (request: Request, signal: AbortSignal) => Promise<Result<Found, Problem>>;
  /** When it could not even be asked. */
  readonly failed: (error: unknown) => Problem;
  readonly isNone: () => boolean;
  readonly showNone: () => void;
  readonly showChecking: () => void;
  readonly showAnswer: (answer: Result<Found, Problem>) => void;
}

/** Keeps what is shown of a set-up true to it: latest wins. */
export function settledCheck<Request, Found, Problem>(
  { work, deps }: Pick<ActionContext, 'work' | 'deps'>,
  setup: SetupToCheck<Request, Found, Problem>,
): SettledCheck {
  let cancelTimer: (() => void) | null = null;
  let checked: Request | null = null;

  const putOff = () => {
    cancelTimer?.();
    cancelTimer = null;
  };

  const check = async (request: Request) => {
    checked = request;
    await work.run({ scope: setup.scope }, async (signal) => {
      const answer = await setup.ask(request, signal).catch((error: unknown) => {
        // It says nothing of the set-up: who comes back to it has it checked again.
        if (!signal.aborted) checked = null;
        return { ok: false, error: setup.failed(error) } as const;
      });
      signal.throwIfAborted();
      setup.showAnswer(answer);
    });
  };

  /** What is to be checked; null where there is nothing, or not now. */
  const begin = (): Request | null => {
    putOff();
    void work.stop(setup.scope);
    const request = setup.request();
    if (request === null || setup.isHeld()) checked = null;
    if (request === null && !setup.isNone()) setup.showNone();
    if (request === null || setup.isHeld()) return null;
    setup.showChecking();
    return request;
  };

  const schedule = () => {
    if (begin() === null) return;
    cancelTimer = deps.setTimer(settleMs, () => {
      cancelTimer = null;
      // Another project may be open by now.
      const present = setup.request();
      if (present !== null && !setup.isHeld()) void check(present);
    });
  };

  const isKnown = () => checked !== null && sameData(checked, setup.request()) && !setup.isNone();

  return {
    schedule,
    ensure() {
      if (!isKnown() && cancelTimer === null) schedule();
    },
    async now() {
      if (isKnown() && cancelTimer === null && !work.isRunning(setup.scope)) return;
      const request = begin();
      if (request !== null) await check(request);
    },
  };
}

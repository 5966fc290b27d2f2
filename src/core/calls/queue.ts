import type { ModelErrorData } from '../model/model-error';
import { ModelError } from '../model/model-error';
import { BudgetSpent, type CallBudget } from './budget';
import { meaningOf } from './failed-call';
import type { Gate } from './gate';

/** Where all calls of a run pass: so many at a time, none while it is paused, none over its budget. */
export interface CallQueue {
  /**
   * Makes a call as soon as there is a place for it. One that fails for a reason that stands in every call's way closes the gate, waits,
   * and is made again. Throws what the call throws otherwise, `BudgetSpent`, or the signal's reason.
   */
  run<T>(call: () => Promise<T>, options: QueueOptions): Promise<T>;
  /** Resolves when nothing is under way and nothing waits. */
  idle(): Promise<void>;
}

export interface QueueOptions {
  readonly budget: CallBudget;
  /** `meanwhile`: work that nothing waits for, which takes places that would stay empty, and never more than half of them. */
  readonly urgency: 'now' | 'meanwhile';
}

interface QueueDeps {
  /** Calls at a time; whole number from 1. */
  readonly concurrency: number;
  readonly gate: Gate;
  readonly signal: AbortSignal;
  /** Nothing is under way any more, and nothing begins. */
  readonly onPaused: (error: ModelErrorData | undefined) => void;
  readonly onResumed: () => void;
}

/** So many calls in a row that fail in passing are no coincidence. */
const mostFailuresInARow = 10;

export function createCallQueue({ concurrency, gate, signal, onPaused, onResumed }: QueueDeps): CallQueue {
  const waiting = { now: [] as (() => void)[], meanwhile: [] as (() => void)[] };
  const taken = { now: 0, meanwhile: 0 };
  let inFlight = 0;
  let toldPaused = false;
  let failuresInARow = 0;
  let onIdle: (() => void)[] = [];

  return {
    idle: () =>
      new Promise((resolve) => {
        onIdle.push(resolve);
        tellIfIdle();
      }),
    async run(call, { budget, urgency }) {
      await place(urgency);
      try {
        return await passing(call, budget);
      } finally {
        taken[urgency] -= 1;
        fillPlaces();
        tellIfIdle();
      }
    },
  };

  function place(urgency: QueueOptions['urgency']): Promise<void> {
    return new Promise((resolve) => {
      waiting[urgency].push(resolve);
      fillPlaces();
    });
  }

  function fillPlaces(): void {
    while (taken.now + taken.meanwhile < concurrency) {
      const urgency = waiting.now.length > 0 ? 'now' : 'meanwhile';
      if (urgency === 'meanwhile' && taken.meanwhile >= Math.max(1, Math.floor(concurrency / 2))) return;
      const begin = waiting[urgency].shift();
      if (begin === undefined) return;
      taken[urgency] += 1;
      begin();
    }
  }

  function tellIfIdle(): void {
    if (taken.now + taken.meanwhile + waiting.now.length + waiting.meanwhile.length > 0) return;
    const told = onIdle;
    onIdle = [];
    for (const tell of told) tell();
  }

  async function passing<T>(call: () => Promise<T>, budget: CallBudget): Promise<T> {
    for (;;) {
      await throughGate();
      if (!budget.take()) throw new BudgetSpent();
      try {
        const answer = await inFlightCounted(call);
        failuresInARow = 0;
        return answer;
      } catch (error) {
        if (!(error instanceof ModelError) || !holdsRun(error.data)) throw error;
        budget.giveBack();
        gate.hold(error.data);
      }
    }
  }

  function holdsRun({ kind }: ModelErrorData): boolean {
    const { meaning } = meaningOf(kind);
    failuresInARow = meaning === 'passing' ? failuresInARow + 1 : 0;
    if (failuresInARow < mostFailuresInARow) return meaning === 'pause';
    failuresInARow = 0;
    return true;
  }

  async function throughGate(): Promise<void> {
    const passed = gate.passed(signal);
    tellIfPaused();
    await passed;
    if (!toldPaused) return;
    toldPaused = false;
    onResumed();
  }

  async function inFlightCounted<T>(call: () => Promise<T>): Promise<T> {
    inFlight += 1;
    try {
      return await call();
    } finally {
      inFlight -= 1;
      tellIfPaused();
    }
  }

  function tellIfPaused(): void {
    if (gate.held === null || inFlight > 0 || toldPaused) return;
    toldPaused = true;
    onPaused(gate.held.error);
  }
}

import type { ModelErrorData } from '../model/model-error';
import { totalTokens, type Usage } from '../model/reply';
import { type CallsSpent, type Fault, nothingCalled } from './spent';

/** What the calls of a run came to. */
export interface CallMeter {
  readonly spent: CallsSpent;
  readonly faults: readonly Fault[];
  answered(usage: Usage, cached: boolean): void;
  /** A call that was paid for or tried, and brought no answer. */
  failed(error: ModelErrorData): void;
  /** An answer that was not asked for again. */
  reused(): void;
  /** A reply that came, and could not be used. */
  unusable(message: string): void;
}

export function createCallMeter(onChange: () => void): CallMeter {
  let spent = nothingCalled;
  let faults: readonly Fault[] = [];

  return {
    get spent() {
      return spent;
    },
    get faults() {
      return faults;
    },
    answered(usage, cached) {
      spent = cached ? { ...spent, reused: spent.reused + 1 } : withCall(spent, usage);
      onChange();
    },
    failed(error) {
      spent = withCall(spent, error.usage);
      faults = withFault(faults, { kind: error.kind, message: error.message });
      onChange();
    },
    reused() {
      spent = { ...spent, reused: spent.reused + 1 };
      onChange();
    },
    unusable(message) {
      faults = withFault(faults, { kind: 'unreadable-reply', message });
      onChange();
    },
  };
}

function withCall(spent: CallsSpent, usage: Usage | undefined): CallsSpent {
  const tokens = usage === undefined ? 0 : totalTokens(usage);
  const input = usage?.inputTokens ?? 0;
  const thoughts = (spent.thoughtTokens ?? 0) + (usage?.thoughtTokens ?? 0);
  return {
    ...spent,
    calls: spent.calls + 1,
    inputTokens: spent.inputTokens + input,
    outputTokens: spent.outputTokens + tokens - input,
    ...(thoughts === 0 ? {} : { thoughtTokens: thoughts }),
    ...(usage?.estimated === true ? { estimated: true } : {}),
  };
}

function withFault(faults: readonly Fault[], { kind, message }: Omit<Fault, 'count'>): readonly Fault[] {
  const known = faults.find((fault) => fault.kind === kind);
  if (known === undefined) return [...faults, { kind, count: 1, message }];
  return faults.map((fault) => (fault === known ? { kind, count: known.count + 1, message } : fault));
}

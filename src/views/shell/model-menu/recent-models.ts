import type { Turn } from '../../../core/conversation/turn';
import type { CallRecord } from '../../../core/model/call-record';
import { type ModelRef, modelKey } from '../../../core/model/model-ref';

interface Used {
  /** Oldest first, both. */
  readonly calls: readonly Pick<CallRecord, 'model'>[];
  readonly turns: readonly Pick<Turn, 'model'>[];
  /** Chosen now: no news to anybody. */
  readonly present: ModelRef;
}

/** What was used last, in this session and then in this project, the latest first; each once, the present one not. */
export function recentModels({ calls, turns, present }: Used): readonly ModelRef[] {
  const latestFirst = [...calls.toReversed(), ...turns.toReversed()].map(({ model }) => model);
  const byKey = new Map(latestFirst.toReversed().map((model) => [modelKey(model), model]));
  const order = [...new Set(latestFirst.map(modelKey))];
  return order
    .flatMap((key) => byKey.get(key) ?? [])
    .filter((model) => modelKey(model) !== modelKey(present))
    .slice(0, most);
}

const most = 4;

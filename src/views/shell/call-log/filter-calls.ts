import type { CallOutcome, CallRecord } from '../../../core/model/call-record';
import { promptText } from '../../../core/model/model-prompt';
import { modelKey, modelName } from '../../../core/model/model-ref';
import { type LoggedPurpose, outcomeMark, purposeName, replyText } from './call-words';

export interface CallFilter {
  readonly purpose: LoggedPurpose | 'all';
  /** A `modelKey`. */
  readonly model: string;
  readonly outcome: CallOutcome['status'] | 'all';
  /** In any letter case, anywhere in the prompt, the reply or the words of the row. */
  readonly text: string;
}

export const everyCall: CallFilter = { purpose: 'all', model: 'all', outcome: 'all', text: '' };

/** Newest first. */
export function filterCalls(calls: readonly CallRecord[], filter: CallFilter): readonly CallRecord[] {
  const wanted = filter.text.trim().toLowerCase();
  return calls
    .filter(
      (call) =>
        (filter.purpose === 'all' || call.purpose === filter.purpose) &&
        (filter.model === 'all' || modelKey(call.model) === filter.model) &&
        (filter.outcome === 'all' || call.outcome.status === filter.outcome) &&
        (wanted === '' || wordsOf(call).toLowerCase().includes(wanted)),
    )
    .toReversed();
}

/** The models that answered in this session, each once, in order of first use. */
export function modelsOf(calls: readonly CallRecord[]): readonly { readonly key: string; readonly name: string }[] {
  const names = new Map(calls.map(({ model }) => [modelKey(model), modelName(model)]));
  return [...names].map(([key, name]) => ({ key, name }));
}

function wordsOf(call: CallRecord): string {
  const { word, code } = outcomeMark(call.outcome);
  const failure = call.outcome.status === 'failed' ? call.outcome.error.message : '';
  return [
    purposeName(call.purpose),
    modelName(call.model),
    word,
    code,
    failure,
    promptText(call.prompt),
    replyText(call),
  ].join('\n');
}

import type { Prediction } from '../../../core/labeler/prediction/prediction';

/** `Billing`, `92% · expert 2`; `unread`, `the reply was blocked`; `abstained`, `62%`. */
export function predictionWords(prediction: Prediction): { readonly label: string; readonly detail: string } {
  const { label, outcome, confidence, expert } = prediction;
  if (label === null && outcome !== 'abstained') return { label: 'unread', detail: outcomeReasons[outcome] };
  const parts = [
    confidence === undefined ? '' : `${Math.round(confidence * 100)}%`,
    expert === undefined ? '' : `expert ${expert + 1}`,
  ];
  return { label: label ?? 'abstained', detail: parts.filter((part) => part !== '').join(' · ') };
}

/** Why there is no label. */
export const outcomeReasons: Readonly<Record<Prediction['outcome'], string>> = {
  read: '',
  unread: 'the reply was no label',
  blocked: 'the reply was blocked',
  empty: 'the reply was empty',
  failed: 'the call failed',
  abstained: 'less sure than wanted',
};

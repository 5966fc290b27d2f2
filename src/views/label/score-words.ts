import type { Score } from '../../core/labeler/run/hyperparameters';

/** `accuracy`, `macro F1`, `F1 of Billing`: inside a sentence. */
export function scoreName(score: Score): string {
  switch (score.kind) {
    case 'accuracy':
      return 'accuracy';
    case 'macro-f1':
      return 'macro F1';
    case 'label-f1':
      return `F1 of ${score.label}`;
  }
}

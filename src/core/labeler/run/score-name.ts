import type { Score } from './hyperparameters';

/** `accuracy`, `macro F1`, `F1 of Billing`: inside a sentence. `labelText` writes the label as the page needs it. */
export function scoreName(score: Score, labelText: (label: string) => string = (label) => label): string {
  switch (score.kind) {
    case 'accuracy':
      return 'accuracy';
    case 'macro-f1':
      return 'macro F1';
    case 'label-f1':
      return `F1 of ${labelText(score.label)}`;
  }
}

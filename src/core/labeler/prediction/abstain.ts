import type { Prediction } from './prediction';

/**
 * What is told of a row when labels below a confidence are held back: no label, and how sure the model was. 0 holds back nothing, and
 * a label without a confidence is not below any.
 */
export function orAbstained(prediction: Prediction, abstainBelow: number): Prediction {
  return isHeldBack(prediction, abstainBelow)
    ? { ...withoutRule(prediction), label: null, outcome: 'abstained' }
    : prediction;
}

export function isHeldBack(
  { label, confidence }: { readonly label: string | null; readonly confidence?: number },
  abstainBelow: number,
): boolean {
  return label !== null && confidence !== undefined && confidence < abstainBelow;
}

/** A rule that was followed to no label would be told of a label that is not there. */
function withoutRule({ ruleId: _, ...prediction }: Prediction): Prediction {
  return prediction;
}

import { orAbstained } from '../../core/labeler/prediction/abstain';
import type { Prediction } from '../../core/labeler/prediction/prediction';

/** The prediction once it is there, without its label where it is less sure than that. */
export function abstaining(prediction: Promise<Prediction>, abstainBelow: number): Promise<Prediction> {
  const told = prediction.then((each) => orAbstained(each, abstainBelow));
  // Whoever asked may have given up before the answer comes: that is no unhandled rejection.
  told.catch(() => undefined);
  return told;
}

import { choiceCodes } from '../../../core/instructions/label-codes';
import { capabilitiesOf } from '../../../core/model/known-capabilities';
import { type ModelRef, modelName } from '../../../core/model/model-ref';

interface Reading {
  readonly evalModel: ModelRef;
  readonly examplesPerCall: number;
  /** How many there are; null while the file is not counted. */
  readonly labels: number | null;
}

/** Why "Eval temperature" makes no difference to these calls; null where it does. */
export function withoutEvalTemperature({ evalModel, examplesPerCall, labels }: Reading): string | null {
  const capabilities = capabilitiesOf(evalModel);
  const { temperature } = capabilities.settings;
  if (temperature !== true) return temperature;
  // Files of more labels than there are codes are rare: until one is counted it is none.
  const codes = choiceCodes({ labels: labels ?? 2, examplesPerCall }, capabilities);
  return codes === null
    ? null
    : `No effect here: ${modelName(evalModel)} gives the probability of each label, and only at temperature 1.`;
}

/** Why "Train temperature" makes no difference; null where it does. */
export function withoutTrainTemperature(trainModel: ModelRef): string | null {
  const { temperature } = capabilitiesOf(trainModel).settings;
  return temperature === true ? null : temperature;
}

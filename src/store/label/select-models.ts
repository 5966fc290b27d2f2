import type { LabelerSetup } from '../../core/labeler/labeler-run';
import type { ModelRef } from '../../core/model/model-ref';
import type { DeviceSettings } from '../../core/project/device-settings';
import { alignmentModelOf } from '../model-choice';

/** The models that a run would be made with: the chosen ones, else those of Settings. */
export function modelsOf(
  { trainModel, evalModel }: Pick<LabelerSetup, 'trainModel' | 'evalModel'>,
  settings: DeviceSettings,
): { readonly trainModel: ModelRef; readonly evalModel: ModelRef } {
  return { trainModel: trainModel ?? alignmentModelOf(settings), evalModel: evalModel ?? settings.promptModel };
}

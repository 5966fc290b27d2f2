import type { LabelerRun, LabelerSetup } from '../../core/labeler/run/labeler-run';
import { otherThanUsual } from '../../core/model/embedding-model';
import { isLocal, localModel, type ModelRef } from '../../core/model/model-ref';
import type { DeviceSettings } from '../../core/project/device-settings';
import { alignmentModelOf } from '../model-choice';

export interface LabelModels {
  /** Proposes rules. */
  readonly trainModel: ModelRef;
  /** Reads rows. */
  readonly evalModel: ModelRef;
}

type Chosen = Pick<LabelerSetup, 'trainModel' | 'evalModel'>;

/** The models that a run would be made with: the chosen ones, else those of Settings. */
export function modelsOf({ trainModel, evalModel }: Chosen, settings: DeviceSettings): LabelModels {
  return { trainModel: trainModel ?? alignmentModelOf(settings), evalModel: evalModel ?? settings.promptModel };
}

/** The embedding model that was chosen for local chat models, where it is another than the usual one; none for other eval models. */
export function embeddingChoice(evalModel: ModelRef, { local }: DeviceSettings): ModelRef | undefined {
  return isLocal(evalModel) ? otherThanUsual(localModel(local.embeddingModel), evalModel) : undefined;
}

/**
 * The models that a run is used with: those that it was made with. One that was imported is used with the chosen ones, else with those
 * that its file names, so that it labels as where it came from.
 */
export function modelsOfRun(
  { settings: made, status }: Pick<LabelerRun, 'settings' | 'status'>,
  { setup, settings }: { readonly setup: Chosen; readonly settings: DeviceSettings },
): LabelModels {
  if (made !== null) return { trainModel: made.trainModel, evalModel: made.evalModel };
  const use = status.status === 'imported' ? status.use : undefined;
  const trainModel = setup.trainModel ?? use?.trainModel ?? null;
  return modelsOf({ trainModel, evalModel: setup.evalModel ?? use?.evalModel ?? null }, settings);
}

import type { Instant } from '../../core/effects';
import { type ModelRef, modelName } from '../../core/model/model-ref';
import type { ModelsStatus } from '../../core/model/models-port';
import type { DeviceSettings } from '../../core/project/device-settings';
import type { IconName } from '../ui/icon-paths';

export interface ModelStatusInput {
  readonly settings: Pick<DeviceSettings, 'promptModel' | 'alignmentModel'>;
  readonly key: string;
  readonly status: ModelsStatus;
}

export interface ModelStatusWords {
  /** The prompt model. */
  readonly name: string;
  readonly icon: IconName;
  readonly say: string;
  /** Present while calls wait. */
  readonly until?: Instant;
  /** Read out when it appears; passing states are not. */
  readonly matters: boolean;
}

/** What the Model status says beside the model's name. */
export function modelStatusWords({ settings, key, status }: ModelStatusInput): ModelStatusWords {
  const { promptModel } = settings;
  const name = modelName(promptModel);
  if (needsKey(settings) && key.trim() === '')
    return { name, icon: 'warn', say: missingKeySay(settings), matters: true };
  switch (status.state) {
    case 'ready':
      return { name, icon: iconOf(promptModel), say: restSay(promptModel), matters: false };
    case 'busy':
      return { name, icon: iconOf(promptModel), say: callsUnderWay(status.calls), matters: false };
    case 'waiting':
      return { name, icon: 'clock', say: status.reason, until: status.until, matters: true };
    case 'restarted':
      return { name, icon: 'warn', say: 'restarted', matters: true };
  }
}

function needsKey({ promptModel, alignmentModel }: ModelStatusInput['settings']): boolean {
  return [promptModel, alignmentModel].some((ref) => ref?.provider === 'gemini');
}

function missingKeySay({ promptModel }: ModelStatusInput['settings']): string {
  return promptModel.provider === 'gemini' ? 'needs a key' : 'alignment model needs a key';
}

function iconOf(ref: ModelRef): IconName {
  return ref.provider === 'practice' ? 'practice' : 'cloud';
}

function restSay(ref: ModelRef): string {
  return ref.provider === 'practice' ? 'rule-based' : 'ready';
}

function callsUnderWay(calls: number): string {
  return calls === 1 ? '1 call under way' : `${calls} calls under way`;
}

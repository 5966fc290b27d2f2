import type { Instant } from '../../core/effects';
import type { EngineState } from '../../core/model/engine-state';
import type { ModelErrorKind } from '../../core/model/model-error';
import { isLocal, isPractice, type ModelRef, modelName, staysOnDevice } from '../../core/model/model-ref';
import type { ModelsStatus } from '../../core/model/models-port';
import type { ServiceId } from '../../core/model/provider-table';
import type { DeviceSettings } from '../../core/project/device-settings';
import { chatLoadOf, loadWords } from '../shared/models/load-words';
import { type ModelSurroundings, modelTrouble } from '../shared/models/model-trouble';
import type { IconName } from '../ui/icon-paths';

export interface ModelStatusInput extends Omit<ModelSurroundings, 'settings'> {
  readonly settings: Pick<DeviceSettings, 'promptModel' | 'alignmentModel' | 'privateMode' | ServiceId>;
  readonly status: ModelsStatus;
  readonly engine: EngineState;
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
export function modelStatusWords(input: ModelStatusInput): ModelStatusWords {
  const { settings, status } = input;
  const { promptModel } = settings;
  const name = modelName(promptModel);
  const trouble = troubleOfChoice(input);
  if (trouble !== null) return { name, icon: 'warn', say: trouble, matters: true };
  const loading = loadingSay(input);
  if (loading !== null) return { name, icon: iconOf(promptModel), say: loading, matters: false };
  switch (status.state) {
    case 'ready':
      return { name, icon: iconOf(promptModel), say: restSay(input), matters: false };
    case 'busy':
      return { name, icon: iconOf(promptModel), say: callsRunning(status.calls), matters: false };
    case 'waiting':
      return { name, icon: 'clock', say: waitSay(status), until: status.until, matters: true };
    case 'restarted':
      return { name, icon: 'warn', say: 'restarted', matters: true };
  }
}

function troubleOfChoice(input: ModelStatusInput): string | null {
  const { promptModel, alignmentModel } = input.settings;
  const ofPrompt = modelTrouble(promptModel, input) ?? engineTrouble(promptModel, input.engine);
  if (ofPrompt !== null) return ofPrompt;
  const ofAlignment =
    alignmentModel && (modelTrouble(alignmentModel, input) ?? engineTrouble(alignmentModel, input.engine));
  return ofAlignment === null ? null : `alignment model ${ofAlignment}`;
}

function engineTrouble(ref: ModelRef, engine: EngineState): string | null {
  if (!isLocal(ref)) return null;
  const load = chatLoadOf(engine, ref.id);
  return load.status === 'failed' ? loadFailureSay(load.error.kind) : null;
}

/** The header has room for few words, and the menu under it shows the rest. */
function loadFailureSay(kind: ModelErrorKind): string {
  return kind === 'device' ? 'GPU failed' : 'could not be loaded';
}

/** Either of the two models may be the one that is loaded. */
function loadingSay({ settings, engine }: ModelStatusInput): string | null {
  const { chat } = engine;
  if (chat.status !== 'loading') return null;
  const isChosen = (ref: ModelRef | null) => ref !== null && isLocal(ref) && ref.id === chat.id;
  if (isChosen(settings.promptModel)) return loadWords(chat);
  return isChosen(settings.alignmentModel) ? `alignment model ${loadWords(chat)}` : null;
}

function iconOf(ref: ModelRef): IconName {
  if (isPractice(ref)) return 'practice';
  return staysOnDevice(ref) ? 'chip' : 'cloud';
}

function restSay({ settings: { promptModel }, engine }: ModelStatusInput): string {
  if (isPractice(promptModel)) return 'rule-based';
  if (!isLocal(promptModel)) return 'ready';
  return chatLoadOf(engine, promptModel.id).status === 'loaded' ? 'ready' : 'loads with the first call';
}

/** What stands before the time that is left. */
function waitSay({ cause, reason }: Extract<ModelsStatus, { readonly state: 'waiting' }>): string {
  switch (cause) {
    case 'queue':
      return 'waiting for the rate limit,';
    case 'rate-limit':
      return `${reason},`;
    case 'retry':
      return 'trying again in';
  }
}

function callsRunning(calls: number): string {
  return calls === 1 ? '1 call running' : `${calls} calls running`;
}

import type { ConnectActions } from './connect/connect-actions';
import type { FeedbackActions } from './feedback-actions';
import type { ImportActions } from './import-actions';
import type { LabelActions } from './label/label-actions';
import type { LocalActions } from './local/local-actions';
import type { ProjectActions } from './project-actions';
import type { PromptActions } from './prompt-actions';
import type { RunActions } from './run-actions';
import type { ServiceActions } from './service-actions';
import type { SettingsActions } from './settings-actions';
import type { ShellActions } from './shell-actions';

/** Everything a screen can ask for, by room. */
export interface Actions {
  readonly project: ProjectActions;
  readonly align: PromptActions & RunActions & FeedbackActions;
  readonly label: LabelActions;
  readonly imports: ImportActions;
  readonly settings: SettingsActions;
  readonly services: ServiceActions;
  readonly connect: ConnectActions;
  readonly local: LocalActions;
  readonly shell: ShellActions;
}

import type { ConnectActions } from './connect/connect-actions';
import type { FeedbackActions } from './feedback-actions';
import type { ImportActions } from './import-actions';
import type { LabelActions } from './label/label-actions';
import type { LocalActions } from './local/local-actions';
import type { ModelActions } from './model-actions';
import type { ProjectActions } from './project-actions';
import type { PromptActions } from './prompt-actions';
import type { RunActions } from './run-actions';
import type { ShellActions } from './shell-actions';

/** Everything a screen can ask for. */
export type Actions = ProjectActions &
  PromptActions &
  RunActions &
  FeedbackActions &
  ModelActions &
  ShellActions &
  LabelActions & { readonly local: LocalActions; readonly connect: ConnectActions; readonly imports: ImportActions };

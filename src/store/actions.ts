import type { AdherenceActions } from './adherence/adherence-actions';
import { type ChoiceActions, choiceActions } from './align/choice-actions';
import type { CaseActions } from './cases/case-actions';
import { type BotActions, botActions } from './chat/bot-actions';
import type { ChatActions } from './chat/chat-actions';
import type { ConnectActions } from './connect/connect-actions';
import type { ActionContext } from './context';
import { type FeedbackActions, feedbackActions } from './feedback-actions';
import type { ImportActions } from './import-actions';
import type { LabelActions } from './label/label-actions';
import { lazyActions } from './lazy-actions';
import type { LocalActions } from './local/local-actions';
import type { PlaygroundActions } from './playground/playground-actions';
import { type ProjectActions, projectActions } from './project-actions';
import { type PromptActions, promptActions } from './prompt-actions';
import { type RunActions, runActions } from './run-actions';
import { type ServiceActions, serviceActions } from './service-actions';
import { type SettingsActions, settingsActions } from './settings-actions';
import { type ShellActions, shellActions } from './shell-actions';
import type { TuneActions } from './tune/tune-actions';

/** Everything a screen can ask for, by room. */
export interface Actions {
  readonly project: ProjectActions;
  readonly align: PromptActions & RunActions & FeedbackActions & BotActions & ChoiceActions;
  readonly chat: ChatActions;
  readonly cases: CaseActions;
  readonly adherence: AdherenceActions;
  readonly label: LabelActions;
  readonly tune: TuneActions;
  readonly playground: PlaygroundActions;
  readonly imports: ImportActions;
  readonly settings: SettingsActions;
  readonly services: ServiceActions;
  readonly connect: ConnectActions;
  readonly local: LocalActions;
  readonly shell: ShellActions;
}

/** Rooms that a first visit does without come with their first action: their code, and what only they need of the page. */
export function createActions(context: ActionContext): Actions {
  const { deps } = context;
  const or = (title: string, body: string) => () => context.notify({ title, body });
  return {
    project: projectActions(context),
    align: {
      ...promptActions(context),
      ...runActions(context),
      ...feedbackActions(context),
      ...botActions(context),
      ...choiceActions(context),
    },
    chat: lazyActions(
      async () => (await import('./chat/chat-actions')).chatActions(context),
      or('The conversation could not go on', nothingSent),
    ),
    cases: lazyActions(
      async () => (await import('./cases/case-actions')).caseActions(context),
      or('The pinned cases could not be reached', nothingSent),
    ),
    adherence: lazyActions(
      async () => (await import('./adherence/adherence-actions')).adherenceActions(context),
      or('The response could not be checked', nothingSent),
    ),
    label: lazyActions(
      async () => {
        const [{ createLabelActions }, labeler] = await Promise.all([
          import('./label/create-label-actions'),
          deps.loadWork(),
        ]);
        return createLabelActions(context, labeler);
      },
      or('Label could not be loaded', nothingSent),
    ),
    tune: lazyActions(
      async () => {
        const [{ createTuneActions }, work] = await Promise.all([
          import('./tune/create-tune-actions'),
          deps.loadWork(),
        ]);
        return createTuneActions(context, work);
      },
      or('Tune could not be loaded', nothingSent),
    ),
    playground: lazyActions(
      async () => {
        const [{ createPlaygroundActions }, work] = await Promise.all([
          import('./playground/create-playground-actions'),
          deps.loadWork(),
        ]);
        return createPlaygroundActions(context, work);
      },
      or('The Playground could not be loaded', nothingSent),
    ),
    imports: lazyActions(
      async () => (await import('./import-actions')).importActions(context),
      or('Nothing was imported', 'A part of the studio could not be fetched: check the connection, and try again.'),
    ),
    settings: settingsActions(context),
    services: serviceActions(context),
    connect: lazyActions(
      async () => (await import('./connect/connect-actions')).connectActions(context),
      or(
        'The key could not be checked',
        'It was kept. A part of the studio could not be fetched: check the connection, and try again.',
      ),
    ),
    local: lazyActions(
      async () => {
        const [{ createLocalActions }, port] = await Promise.all([
          import('./local/create-local-actions'),
          deps.loadLocalModels(),
        ]);
        return createLocalActions(context, port);
      },
      or(
        'Local models could not be loaded',
        'Nothing was changed, and nothing was downloaded. Check the connection and try again; if that does not help, reload the page.',
      ),
    ),
    shell: shellActions(context),
  };
}

const nothingSent =
  'Nothing was changed, and nothing was sent. Check the connection and try again; if that does not help, reload the page.';

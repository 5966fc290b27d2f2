import { Alert } from '../../ui/alert';
import { componentOnce } from '../../ui/component-once';

/** The screen of chat mode, which no page needs that runs a prompt by itself. */
export const loadChat = componentOnce<object>(
  () => import('./chat-pane').then((module) => module.ChatPane),
  NotFetched,
);

export const loadBotFields = componentOnce<object>(
  () => import('./bot-fields').then((module) => module.BotFields),
  NotFetched,
);

function NotFetched() {
  return (
    <Alert title="Chat mode could not be loaded">
      Nothing is lost: what was written and said is kept. Check the connection, then reload the page.
    </Alert>
  );
}

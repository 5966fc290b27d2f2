import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { useActions, useStudio } from '../../use-studio';
import { noDescription, whyNoStart } from './chat-state';
import { focusMessage } from './focus-message';

/** Before the first conversation, and after the last was deleted. */
export function NoConversation() {
  const { restart } = useActions().chat;
  const unavailable = useStudio(whyNoStart);
  const by = useStudio(({ project }) => project.chat.opening.by);
  const isDescribed = unavailable !== noDescription;

  function begin() {
    // This button goes.
    focusMessage();
    restart();
  }

  return (
    <div className="relative min-h-0 flex-1 overflow-auto">
      <EmptyState
        title="No conversation yet"
        action={
          isDescribed && (
            <Button variant="solid" icon="play" unavailable={unavailable} onClick={begin}>
              Begin the conversation
            </Button>
          )
        }
      >
        {isDescribed
          ? beginsWith[by]
          : 'Name the bot and describe it: who it is, what it knows, how it speaks. Then talk to it here.'}
      </EmptyState>
    </div>
  );
}

const beginsWith = {
  bot: 'The bot opens it, with as many candidates as you choose above. Or write the first message yourself.',
  text: 'It opens with the text that you wrote. Or write the first message yourself.',
} as const;

import type { FormEvent, KeyboardEvent } from 'react';
import { Button } from '../../ui/button';
import { isPlainEnter } from '../../ui/enter-key';
import { TextArea } from '../../ui/text-area';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import { repliesToName, whyNoSend } from './chat-state';
import { messageFieldId } from './focus-message';
import { shownPath } from './shown-path';

/** What to say next. It alone renders at each key. */
export function Composer() {
  const { setMessage } = useActions().align;
  const { send } = useActions().chat;
  const store = useStudioStore();
  const message = useStudio(({ project: { chat } }) => chat.messages[chat.currentId ?? ''] ?? '');
  const unavailable = useStudio((state) => whyNoSend(state, leafOf(state)));
  const repliesTo = useStudio((state) => repliesToName(leafOf(state), botNameOf(state)));

  function submit(event: FormEvent | KeyboardEvent) {
    event.preventDefault();
    const state = store.getState();
    if (whyNoSend(state, leafOf(state)) === undefined) send();
  }

  return (
    <form
      id={messageFieldId}
      className="sticky bottom-0 z-2 grid flex-none max-medium:[.feedback~&]:static grid-cols-[minmax(0,1fr)_auto] items-start gap-x-2 border-line border-t bg-pane px-4 pt-3 pb-2"
      onSubmit={submit}
    >
      <TextArea
        label="Message"
        hideLabel
        className="[&_.area]:max-h-[24vh] [&_.area]:min-h-9 [&_.area]:resize-none [&_.area]:text-edit"
        autoGrow
        rows={1}
        enterKeyHint="send"
        placeholder={repliesTo === null ? 'Write the first message' : `Reply to ${repliesTo}`}
        hint={
          unavailable === undefined || message === '' ? (
            <span className="no-keys">Enter sends, Shift+Enter breaks the line.</span>
          ) : (
            unavailable
          )
        }
        value={message}
        onText={setMessage}
        onKeyDown={(event) => {
          if (isPlainEnter(event)) submit(event);
        }}
      />
      <Button
        variant="primary"
        type="submit"
        icon="send"
        className="h-[38px] pointer-coarse:h-auto"
        unavailable={unavailable}
      >
        Send
      </Button>
    </form>
  );
}

type State = Parameters<typeof shownPath>[0];

function leafOf(state: State) {
  return shownPath(state).turns.at(-1) ?? null;
}

function botNameOf({ project }: State): string {
  return project.chat.botName.trim() || 'the bot';
}

import { memo, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { PlainText } from '../../ui/plain-text';
import { useActions, useStudio } from '../../use-studio';
import { whyNoStart, whyNotNow } from './chat-state';
import { EditMessage } from './edit-message';
import { focusMessage } from './focus-message';
import type { LogEntry } from './log-entries';
import { SaidRow } from './said-row';
import { shownPath } from './shown-path';

interface UserRowProps {
  readonly entry: Extract<LogEntry, { readonly speaker: 'user' }>;
}

/** What the author said, as it was typed. */
export const UserRow = memo(function UserRow({ entry }: UserRowProps) {
  const { rewindTo, editMessage } = useActions().chat;
  const { turnId, message, n, fork } = entry;
  const [editedId, edit] = useState<string | null>(null);
  const isLast = useStudio((state) => shownPath(state).turns.at(-1)?.id === turnId);
  const unavailable = useStudio(whyNoStart);
  const button = useRef<HTMLButtonElement>(null);
  const isEdited = editedId === turnId;

  function send(text: string) {
    edit(null);
    editMessage(turnId, text);
    focusMessage();
  }

  return (
    <SaidRow
      label={`You, turn ${n}`}
      who="You"
      aside={fork !== '' && <ForkSteps turnId={turnId} fork={fork} />}
      actions={
        <Button
          ref={button}
          variant="quiet"
          icon="edit"
          label="Edit message"
          tip="Edit message: the other one stays as a branch"
          aria-expanded={isEdited}
          unavailable={unavailable}
          onClick={() => edit(isEdited ? null : turnId)}
        />
      }
      onRewind={isLast ? undefined : () => rewindTo(turnId)}
    >
      {isEdited ? (
        <EditMessage
          key={turnId}
          text={message.text}
          unavailable={unavailable}
          onSend={send}
          onCancel={() => {
            button.current?.focus();
            edit(null);
          }}
        />
      ) : (
        <PlainText text={message.text} />
      )}
    </SaidRow>
  );
});

interface ForkStepsProps {
  readonly turnId: string;
  /** `2 of 3` */
  readonly fork: string;
}

/** Where the conversation went on in several ways. */
function ForkSteps({ turnId, fork }: ForkStepsProps) {
  const { stepBranch } = useActions().chat;
  const busy = useStudio(whyNotNow);
  const [at, of] = fork.split(' of ');
  return (
    <span className="-my-1.5 inline-flex items-center">
      <Button
        variant="quiet"
        icon="left"
        label="Previous branch"
        unavailable={at === '1' ? 'This is the first branch here.' : busy}
        onClick={() => stepBranch(turnId, -1)}
      />
      <span className="num text-ink-2">{fork}</span>
      <Button
        variant="quiet"
        icon="right"
        label="Next branch"
        unavailable={at === of ? 'This is the last branch here.' : busy}
        onClick={() => stepBranch(turnId, 1)}
      />
    </span>
  );
}

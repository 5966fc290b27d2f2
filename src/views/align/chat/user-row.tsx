import { memo } from 'react';
import { PlainText } from '../../ui/plain-text';
import { useActions, useStudio } from '../../use-studio';
import type { LogEntry } from './log-entries';
import { SaidRow } from './said-row';
import { shownPath } from './shown-path';

interface UserRowProps {
  readonly entry: Extract<LogEntry, { readonly speaker: 'user' }>;
}

/** What the author said, as it was typed. */
export const UserRow = memo(function UserRow({ entry }: UserRowProps) {
  const { rewindTo } = useActions().chat;
  const { turnId, message, n } = entry;
  const isLast = useStudio((state) => shownPath(state).turns.at(-1)?.id === turnId);
  return (
    <SaidRow label={`You, turn ${n}`} who="You" actions={null} onRewind={isLast ? undefined : () => rewindTo(turnId)}>
      <PlainText text={message.text} />
    </SaidRow>
  );
});

import { Fragment, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { currentConversation } from '../../../core/conversation/chat';
import { counted } from '../../shared/counted';
import { localDayTime } from '../../shared/time/local-time';
import { Button } from '../../ui/button';
import { useStudio } from '../../use-studio';
import { BotRow } from './bot-row';
import { isFixedOpening } from './chat-state';
import { notSent } from './not-sent';
import { shownPath } from './shown-path';
import { useFollowEnd } from './use-follow-end';
import { UserRow } from './user-row';

interface ConversationLogProps {
  /** The turn whose responses stand under the conversation. */
  readonly dockedId: string | null;
  readonly onLook: (turnId: string) => void;
}

/** The path on the screen. Of a long one the end, and what came before on demand. */
export function ConversationLog({ dockedId, onLook }: ConversationLogProps) {
  const entries = useStudio(useShallow((state) => shownPath(state).entries));
  const [wanted, setWanted] = useState(page);
  const count = useStudio(({ project }) => project.turns.length);
  const box = useFollowEnd(count);
  const botName = useStudio(({ project }) => project.chat.botName.trim() || 'Bot');
  const firstSent = useStudio((state) => notSent(state)?.from);
  const hidden = Math.max(0, entries.length - wanted);
  return (
    <div
      ref={box}
      role="log"
      aria-label="Conversation"
      // What is new in it the author has said or selected; that responses are ready is announced once.
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without a tab stop the keyboard could not
      tabIndex={0}
      className="thin-scrollbar relative min-h-24 flex-[1_1_0] overflow-auto has-[~.feedback]:min-h-10 focus-visible:-outline-offset-2 max-medium:max-h-[40dvh] max-medium:flex-none"
    >
      <div className="flex min-h-full flex-col justify-end pt-4 pb-2">
        {hidden > 0 ? (
          <div className="pb-2 pl-14">
            <Button variant="ghost" icon="up" onClick={() => setWanted(wanted + 2 * page)}>
              Show {counted(hidden, 'earlier turn')}
            </Button>
          </div>
        ) : (
          <Since />
        )}
        {entries.slice(hidden).map((entry) =>
          entry.speaker === 'user' ? (
            <Fragment key={`after ${entry.parentId}`}>
              {entry.turnId === firstSent && <NotSent />}
              <UserRow entry={entry} />
            </Fragment>
          ) : (
            <BotRow
              key={entry.turn.id}
              entry={entry}
              name={botName}
              isDocked={entry.turn.id === dockedId}
              onLook={onLook}
            />
          ),
        )}
      </div>
    </div>
  );
}

/** What stands above goes to the model no more; only the opening always does. */
function NotSent() {
  const isOpened = useStudio((state) => shownPath(state).turns[0]?.input.message?.isCue === true);
  return (
    <p className="flex items-center gap-2.5 px-4 py-2 text-ink-3 text-small before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {isOpened ? 'Not sent from here up, but for the opening' : 'Not sent from here up'}
    </p>
  );
}

/** Entries shown at first. */
const page = 40;

function Since() {
  const at = useStudio(({ project }) => currentConversation(project.chat)?.at ?? null);
  const by = useStudio((state) => {
    const [root] = shownPath(state).turns;
    if (root?.input.message?.isCue !== true) return '';
    return isFixedOpening(root) ? ' with the opening you wrote' : ' with an opening by the bot';
  });
  if (at === null) return null;
  return <p className="pb-2.5 pl-14 text-ink-3 text-small">{`Started ${localDayTime(at)}${by}`}</p>;
}

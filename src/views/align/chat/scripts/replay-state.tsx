import { currentConversation } from '../../../../core/conversation/chat';
import { isUnfinished, replayProgress } from '../../../../core/conversation/replay-steps';
import type { Studio } from '../../../../store/studio';
import { CallFailure } from '../../../shared/failure/call-failure';
import { Button } from '../../../ui/button';
import { useActions, useStudio } from '../../../use-studio';
import { whyNotNow } from '../chat-state';

/** How far a replay is while it goes on; where it stopped, with the way on. */
export function ReplayState() {
  const { stop } = useActions().align;
  const { continueReplay, leaveReplay } = useActions().chat;
  const running = useStudio(({ align }) => align.replay?.status === 'running');
  const words = useStudio(stateWords);
  const stoppedId = useStudio((state) => stopped(state)?.id ?? null);
  const problem = useStudio(({ align }) => (align.replay?.status === 'failed' ? align.replay.problem : null));
  const busy = useStudio(whyNotNow);
  if (words === '') return null;
  return (
    <div className="flex min-h-10 flex-none flex-wrap items-center gap-x-2 gap-y-1 border-line border-b bg-accent-tint px-4 py-1 text-small">
      <span role="status" className="min-w-0 flex-1 wrap-anywhere">
        {words}
      </span>
      {running && (
        <Button variant="ghost" tight icon="stop" label="Stop the replay" onClick={stop}>
          Stop
        </Button>
      )}
      {stoppedId !== null && (
        <>
          <Button tight icon="play" unavailable={busy} onClick={() => continueReplay(stoppedId)}>
            Go on
          </Button>
          <Button
            variant="ghost"
            tight
            tip="You go on by yourself; what was said stays"
            unavailable={busy}
            onClick={() => leaveReplay(stoppedId)}
          >
            Leave it
          </Button>
        </>
      )}
      {problem?.kind === 'model' && (
        <div className="basis-full">
          <CallFailure error={problem.error} />
        </div>
      )}
    </div>
  );
}

function stateWords(state: Studio): string {
  const { project, align } = state;
  const { turns, chat } = project;
  const runningId = align.replay?.status === 'running' ? align.replay.conversationId : null;
  const conversation = chat.conversations.find(({ id }) => id === runningId) ?? stopped(state);
  if (conversation === null) return '';
  const { said, of } = replayProgress({ turns }, conversation);
  const most = conversation.replay?.user.kind === 'played' ? 'at most ' : '';
  const far = `“${conversation.name}”: ${said} of ${most}${of} messages said`;
  if (runningId !== null) return `${far}${align.activeCandidates.size === 0 ? ', the user is writing' : ''}.`;
  const why = align.replay?.status === 'failed' && align.replay.problem.kind === 'unreadable';
  return why
    ? `${far}. The played user could not be read: ${problemWords(state)}`
    : `${far}. The replay stopped. What was answered is not asked for again.`;
}

function problemWords({ align }: Studio): string {
  return align.replay?.status === 'failed' && align.replay.problem.kind === 'unreadable'
    ? align.replay.problem.why
    : '';
}

/** The conversation on the screen, or the other of its two bots, where the script was not said to the end. */
function stopped({ project: { turns, chat }, align }: Studio) {
  const current = currentConversation(chat);
  if (current === null || align.replay?.status === 'running') return null;
  if (isUnfinished({ turns, chat }, current)) return current;
  const beside = chat.conversations.find(({ replay }) => replay?.besideId === current.id) ?? null;
  return beside !== null && isUnfinished({ turns, chat }, beside) ? beside : null;
}

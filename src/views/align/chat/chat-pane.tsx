import { lazy, Suspense, useEffect, useState } from 'react';
import { shownRetry } from '../../../core/alignment/retry-offer';
import type { Studio } from '../../../store/studio';
import { LazyConnectOffer } from '../../shared/connect/lazy-connect-offer';
import { Pane } from '../../ui/pane';
import { useStudio } from '../../use-studio';
import { FeedbackPanel } from '../feedback/feedback-panel';
import { useChanged } from '../layout/use-changed';
import { loadCandidates } from '../responses/load-candidates';
import { useAnnouncements } from '../responses/use-announcements';
import { ChatBar } from './chat-bar';
import { isFixedOpening } from './chat-state';
import { Composer } from './composer';
import { ConversationLog } from './conversation-log';
import { DeletedLine } from './deleted-line';
import { Dock } from './dock';
import { NoConversation } from './no-conversation';
import { ReplayState } from './scripts/replay-state';
import { shownPath } from './shown-path';

// With what marks the words that changed, which no conversation needs before its first principle.
const TryAgainComparison = lazy(() =>
  import('./try-again-comparison').then((module) => ({ default: module.TryAgainComparison })),
);

/** The hero in chat mode: what was said, the responses to choose from, and what to say next. */
export function ChatPane() {
  const leafId = useStudio((state) => shownPath(state).turns.at(-1)?.id ?? null);
  useAnnouncements();
  // So that the first reply finds it here.
  useEffect(() => void loadCandidates(), []);
  const [wanted, look] = useState<string | null>(null);
  // What was looked at was of another end of the conversation.
  if (useChanged(leafId) && wanted !== null) look(null);
  const wasDeleted = useStudio(({ align }) => align.deletedTalk?.what === 'The conversation');
  const dockedId = useStudio((state) => dockedTurn(state, wanted));
  const isCompared = useStudio(({ project }) => shownRetry(project) !== null);
  return (
    <Pane ground="surface" className="pane-responses" label="Responses">
      <ChatBar />
      {/* Beside what is written on a response there is no room for it. */}
      <div className="contents has-[~.feedback]:hidden">
        <LazyConnectOffer />
      </div>
      {wasDeleted && (
        <div className="flex-none px-4 pt-2">
          <DeletedLine />
        </div>
      )}
      <ReplayState />
      {leafId === null ? (
        <NoConversation />
      ) : (
        <>
          <ConversationLog dockedId={dockedId} onLook={look} />
          {isCompared && dockedId === leafId ? (
            <Suspense>
              <TryAgainComparison />
            </Suspense>
          ) : (
            dockedId !== null && (
              <Suspense>
                <Dock key={dockedId} turnId={dockedId} onBack={dockedId === leafId ? null : () => look(leafId)} />
              </Suspense>
            )
          )}
          {!isCompared && <FeedbackPanel turnId={dockedId} />}
        </>
      )}
      <Composer />
    </Pane>
  );
}

/**
 * The turn whose responses stand side by side: the one that is looked at, else the one that feedback is being written on, else the newest.
 * Text of the author's own stands in the conversation alone, until it is asked for.
 */
function dockedTurn(state: Studio, wanted: string | null): string | null {
  const { turns } = shownPath(state);
  const { feedback } = state.project.drafts;
  const asked = turns.find(({ id }) => id === wanted) ?? turns.find(({ id }) => id === feedback?.turnId);
  if (asked !== undefined) return asked.id;
  const leaf = turns.at(-1);
  return leaf === undefined || isFixedOpening(leaf) ? null : leaf.id;
}

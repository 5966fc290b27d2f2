import { use } from 'react';
import { Button } from '../../ui/button';
import { useActions, useStudio } from '../../use-studio';
import { loadCandidates } from '../responses/load-candidates';
import { whyNotNow } from './chat-state';
import { focusMessage } from './focus-message';
import { shownPath } from './shown-path';
import { TryTurn } from './try-again-button';

interface DockProps {
  readonly turnId: string;
  /** Back to the newest turn; null where this is the newest. */
  readonly onBack: (() => void) | null;
}

/** The responses of one turn, under the conversation: of the newest, or of one that is looked at again. */
export function Dock({ turnId, onBack }: DockProps) {
  const Candidates = use(loadCandidates());
  const { selectReply } = useActions().chat;
  const whyNoSelect = useStudio(whyNotNow);
  const selectedId = useStudio((state) => {
    const { turns, replies } = shownPath(state);
    return replies[turns.findIndex(({ id }) => id === turnId)]?.id ?? null;
  });
  return (
    <div className="flex min-h-0 max-h-[58%] flex-initial flex-col border-line border-t max-medium:max-h-none max-medium:flex-none">
      {onBack !== null && (
        <div className="flex min-h-10 flex-none flex-wrap items-center gap-2 border-line border-b bg-accent-tint px-4 text-small">
          <span className="min-w-0 flex-1">
            Responses of an earlier turn. To select another one goes back to it; what came later stays as a branch.
          </span>
          <Button
            variant="ghost"
            icon="dn"
            onClick={() => {
              focusMessage();
              onBack();
            }}
          >
            Back to the newest
          </Button>
        </div>
      )}
      <div className="flex-none px-4 pt-2 empty:hidden">
        <TryTurn turnId={turnId} />
      </div>
      <Candidates
        isOwnHeight
        turnId={turnId}
        selectedId={selectedId}
        whyNoSelect={whyNoSelect}
        onSelect={(place) => selectReply(place.turnId, place.candidateId)}
      />
    </div>
  );
}

import { memo } from 'react';
import type { FeedbackKind } from '../../../core/constitution/feedback';
import { candidateText } from '../../../core/conversation/candidate';
import type { Turn } from '../../../core/conversation/turn';
import { counted } from '../../shared/counted';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { ContentBoundary } from '../../ui/content-boundary';
import { Markdown } from '../../ui/markdown';
import { PlainText } from '../../ui/plain-text';
import { useActions, useStudio } from '../../use-studio';
import { feedbackKinds, feedbackWords } from '../feedback/feedback-words';
import { usePlainView } from '../responses/use-plain-view';
import { isFixedOpening } from './chat-state';
import { focusMessage } from './focus-message';
import type { LogEntry } from './log-entries';
import { SaidRow } from './said-row';
import { shownPath } from './shown-path';
import { TryTurn } from './try-again-button';

interface BotRowProps {
  readonly entry: Extract<LogEntry, { readonly speaker: 'bot' }>;
  readonly name: string;
  /** Its responses stand under the conversation. */
  readonly isDocked: boolean;
  readonly onLook: (turnId: string) => void;
}

/** The reply that the conversation went on from, and the way to the others of its turn. */
export const BotRow = memo(function BotRow({ entry, name, isDocked, onLook }: BotRowProps) {
  const { selectReply } = useActions().chat;
  const { turn, reply } = entry;
  const { n } = turn;
  const isLast = useStudio((state) => shownPath(state).turns.at(-1)?.id === turn.id);
  const plain = usePlainView();
  const text = candidateText(reply.state);

  function rewind() {
    // This row goes: the reply stands among the responses again.
    focusMessage();
    selectReply(turn.id, reply.id);
  }

  return (
    <SaidRow
      label={`${name}, turn ${n}`}
      who={name}
      aside={
        <>
          {isFixedOpening(turn) && <span>your text</span>}
          {isCut(turn, reply.id) && <span>cut short</span>}
          <FeedbackMarks turn={turn} />
          {!isDocked && <TryTurn turnId={turn.id} />}
        </>
      }
      actions={
        <Button
          variant="quiet"
          tight
          label={`${counted(turn.candidates.length, 'response')} of turn ${n}`}
          tip="Shows all responses of this turn, to select another or to give feedback"
          aria-pressed={isDocked}
          className="text-small aria-pressed:bg-accent-tint aria-pressed:text-accent-ink"
          onClick={() => onLook(turn.id)}
        >
          {counted(turn.candidates.length, 'response')}
        </Button>
      }
      onRewind={isLast ? undefined : rewind}
    >
      <ContentBoundary what="This reply" text={text}>
        {plain ? <PlainText text={text} /> : <Markdown text={text} topHeading={4} />}
      </ContentBoundary>
    </SaidRow>
  );
});

function isCut({ candidates }: Turn, replyId: string): boolean {
  const status = candidates.find(({ id }) => id === replyId)?.state.status;
  return status === 'cancelled' || status === 'interrupted' || status === 'failed';
}

/** Which feedback any of the turn's responses got. */
function FeedbackMarks({ turn }: { readonly turn: Turn }) {
  const counts = new Map<FeedbackKind, number>();
  for (const { kind } of turn.candidates.flatMap(({ feedback }) => feedback))
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return feedbackKinds
    .filter((kind) => counts.has(kind))
    .map((kind) => (
      <Chip key={kind} icon={kind} tone={kind}>
        {feedbackWords[kind].name}
        {(counts.get(kind) ?? 0) > 1 && ` × ${counts.get(kind)}`}
      </Chip>
    ));
}

import { type RefObject, useRef } from 'react';
import type { FeedbackKind } from '../../../core/constitution/feedback';
import type { GivenFeedback } from '../../../core/conversation/candidate';
import { isAligning } from '../../../store/align/align-state';
import { Button } from '../../ui/button';
import { useActions, useStudio } from '../../use-studio';
import { feedbackButtonId, feedbackKinds, feedbackWords } from '../feedback/feedback-words';
import type { CandidatePlace } from './shown-turn';

interface FeedbackButtonsProps {
  readonly place: CandidatePlace;
  readonly n: number;
  readonly given: readonly GivenFeedback[];
  /** Why no feedback can be given now. */
  readonly blocked: string | undefined;
  /** What was written; a selection in it is what the feedback is about. */
  readonly text: RefObject<HTMLDivElement | null>;
}

export function FeedbackButtons({ place, n, given, blocked, text }: FeedbackButtonsProps) {
  const { openFeedback, closeFeedback, suggestRationales } = useActions().align;
  const open = useStudio(({ project: { drafts } }) =>
    drafts.feedback?.candidateId === place.candidateId ? drafts.feedback.kind : null,
  );
  const working = useStudio((state) => isAligning(state, { task: 'feedback' }));
  // Pressing a button may take the selection away before the click comes.
  const quote = useRef('');

  function press(kind: FeedbackKind, button: HTMLElement) {
    if (kind === open) return closeFeedback();
    const selected = selectedQuote(text.current) || quote.current;
    quote.current = '';
    // Not every browser focuses a button that is pressed, and the panel takes the focus from there.
    button.focus();
    openFeedback({ ...place, kind, ...(kind === 'rewrite' ? {} : { quote: selected }) });
    suggestRationales();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser
    <div className="fb" role="group" aria-label={`Feedback on response ${n}`}>
      {feedbackKinds.map((kind) => (
        <Button
          key={kind}
          id={feedbackButtonId({ candidateId: place.candidateId, kind })}
          icon={kind}
          className={kind}
          aria-pressed={kind === open || given.some((feedback) => feedback.kind === kind)}
          data-tour={kind === 'critique' && n === 1 ? 'critique' : undefined}
          unavailable={blocked ?? (working && kind !== open ? 'Other feedback is being worked in.' : undefined)}
          onPointerDown={() => {
            quote.current = selectedQuote(text.current);
          }}
          onClick={(event) => press(kind, event.currentTarget)}
        >
          {feedbackWords[kind].name}
        </Button>
      ))}
    </div>
  );
}

/**
 * What is selected inside this element; empty when nothing is. A selection that reaches out of it is cut at its edge: a triple click on
 * the last paragraph ends at the start of whatever follows, and a long drag ends somewhere beside the text.
 */
function selectedQuote(within: Element | null): string {
  const selection = document.getSelection();
  if (within === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return '';
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(within)) return '';
  if (!within.contains(range.commonAncestorContainer)) {
    const inside = document.createRange();
    inside.selectNodeContents(within);
    if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0)
      inside.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) inside.setEnd(range.endContainer, range.endOffset);
    if (inside.toString().trim() === '') return '';
    // The selection itself, since it alone knows the breaks between paragraphs; and the author sees what is quoted.
    selection.removeAllRanges();
    selection.addRange(inside);
  }
  return selection.toString().trim();
}

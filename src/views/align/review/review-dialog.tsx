import { useMemo, useRef, useState } from 'react';
import { lostInstructions } from '../../../core/alignment/lost-instructions';
import { whyOutdated } from '../../../core/alignment/review';
import { diffWords } from '../../../core/prompt/diff-words';
import { Button } from '../../ui/button';
import { ContentBoundary } from '../../ui/content-boundary';
import { Dialog } from '../../ui/dialog';
import { Diff } from '../../ui/diff';
import { Notice } from '../../ui/notice';
import { Segmented } from '../../ui/radio-group';
import { TextArea } from '../../ui/text-area';
import { useActions, useStudio } from '../../use-studio';
import { countedPrinciples, principleNumbers } from '../principles/number-words';
import { feedbackNames, placeWords } from '../principles/origin';
import type { PromptChange } from './prompt-change';
import { whyNotAccepted } from './variables-kept';

interface ReviewDialogProps {
  readonly review: PromptChange;
  /** Closes it without a decision. */
  readonly onAside: () => void;
}

type Face = 'difference' | 'result';

export function ReviewDialog({ review, onAside }: ReviewDialogProps) {
  const { acceptReview, discardReview, setReviewText } = useActions().align;
  const outdated = useStudio(({ project }) => whyOutdated(review, project.prompt));
  const [face, setFace] = useState<Face>('difference');
  const content = useRef<HTMLElement>(null);
  const needed = neededText(review);
  const refused = outdated === null ? whyNotAccepted(needed, review.after) : null;

  return (
    <Dialog
      open
      onClose={onAside}
      title="Review prompt change"
      keepsDraft
      focusFirst={content}
      footer={
        <>
          <ReviewHint review={review} />
          <Button variant="ghost" onClick={() => decide(discardReview)}>
            Discard
          </Button>
          <Button
            variant="primary"
            unavailable={outdated === null ? (refused ?? undefined) : 'It is out of date and cannot be applied.'}
            onClick={() => decide(() => acceptReview(review.after))}
          >
            Accept
          </Button>
        </>
      }
    >
      {outdated !== null && (
        <Notice tone="warn">
          {outdated} It was not applied. Discard it, then ask again; until then you can copy from it.
        </Notice>
      )}
      <Segmented label="Show" value={face} options={faces} onPick={setFace} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach what scrolls */}
      <section ref={content} className="review-text" aria-label="Proposed prompt" tabIndex={0}>
        {face === 'difference' ? (
          <ContentBoundary what="The difference" text={review.after}>
            <Difference before={review.before} after={review.after} />
          </ContentBoundary>
        ) : (
          <TextArea
            label="New prompt"
            autoGrow
            rows={6}
            value={review.after}
            hint="Change it as you like before you accept it."
            onText={setReviewText}
          />
        )}
      </section>
      {outdated === null && <Lost before={needed} after={review.after} />}
      {refused !== null && (
        <Notice tone="warn">
          <span role="status">{refused}</span>
        </Notice>
      )}
    </Dialog>
  );
}

/** Whose variables and instructions the new prompt must have. What is taken out on purpose is not missed. */
function neededText(review: PromptChange): string {
  switch (review.kind) {
    case 'fold':
      return review.startedFrom;
    case 'unfold':
      return review.after;
    case 'update-prompt':
      return review.before;
  }
}

/** Instructions that the new prompt does not have any more: a difference of many words hides them. */
function Lost({ before, after }: { readonly before: string; readonly after: string }) {
  const lost = useMemo(() => lostInstructions(before, after), [before, after]);
  if (lost.length === 0 || after.trim() === '') return null;
  const more = lost.length - mostNamed;
  return (
    <Notice tone="warn">
      <span role="status">
        Not in the new prompt:{' '}
        {lost
          .slice(0, mostNamed)
          .map((sentence) => `“${sentence}”`)
          .join(', ')}
        {more > 0 && ` and ${more} more`}. Accept it only if something else says so, or put it back under “Result only”.
      </span>
    </Notice>
  );
}

const mostNamed = 3;

/** Decides, and leaves the focus on the page when what opened the dialog is gone. */
function decide(decision: () => void): void {
  decision();
  window.setTimeout(() => {
    if (document.activeElement === document.body) document.getElementById('fold-principles')?.focus();
  });
}

const faces = [
  { value: 'difference', label: 'Difference' },
  { value: 'result', label: 'Result only' },
] as const;

function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  const parts = useMemo(() => diffWords(before, after), [before, after]);
  return <Diff parts={parts} />;
}

function ReviewHint({ review }: { readonly review: PromptChange }) {
  const numbers = useStudio(({ project }) =>
    review.kind === 'fold' ? foldedNumbers(review, project.prompt.principles) : '',
  );
  if (review.kind === 'unfold') {
    return (
      <span className="hint review-hint">
        You edited the prompt after folding, so check that nothing of yours is missing. Undo reverts this.
      </span>
    );
  }
  if (review.kind === 'update-prompt') {
    const { feedback, run } = review.source;
    return (
      <span className="hint review-hint">
        From your {feedbackNames[feedback.kind].toLowerCase()} on {placeWords(run)}. No principle is added. Undo takes
        it back.
      </span>
    );
  }
  return <span className="hint review-hint">{numbers}</span>;
}

function foldedNumbers(
  review: Extract<PromptChange, { readonly kind: 'fold' }>,
  principles: readonly { readonly id: string }[],
): string {
  const numbers = principles.flatMap(({ id }, index) => (review.principleIds.includes(id) ? [index + 1] : []));
  if (numbers.length === 0) return `It carries ${countedPrinciples(review.principleIds.length)}.`;
  const one = numbers.length === 1;
  return `${principleNumbers(numbers)} ${one ? 'stays' : 'stay'} in the list as folded and ${one ? 'is' : 'are'} not sent twice. Undo takes it back.`;
}

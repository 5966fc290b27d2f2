import type { Constitution } from '../../../core/constitution/principle';
import type { GivenFeedback } from '../../../core/conversation/candidate';
import { classNames } from '../../ui/class-names';
import { Icon } from '../../ui/icon';
import { LinkButton } from '../../ui/link-button';
import { rowLook } from '../../ui/row';
import { useStudio } from '../../use-studio';
import { feedbackWords } from '../feedback/feedback-words';

/** What came of the feedback on this response. */
export function FeedbackNotes({ given }: { readonly given: readonly GivenFeedback[] }) {
  const principles = useStudio((state) => state.project.prompt.principles);
  return given.map((feedback) => (
    <p key={feedback.at} className={classNames('resp-note small muted', rowLook)}>
      <Icon name="return" />
      <span>
        {feedbackWords[feedback.kind].name}
        <Became feedback={feedback} principles={principles} />
      </span>
    </p>
  ));
}

interface BecameProps {
  readonly feedback: GivenFeedback;
  readonly principles: Constitution;
}

function Became({ feedback: { became }, principles }: BecameProps) {
  // A principle that it deleted, or the prompt that it changed: the history tells which.
  if (became === null) return ' was applied to the prompt';
  const index = principles.findIndex((principle) => principle.id === became);
  if (index < 0) return ': its principle was deleted';
  return (
    <>
      {' became '}
      <LinkButton onClick={() => showPrinciple(became)}>principle {index + 1}</LinkButton>
    </>
  );
}

function showPrinciple(id: string): void {
  const row = document.getElementById(`principle-${id}`);
  row?.scrollIntoView({ block: 'nearest' });
  row?.focus({ preventScroll: true });
}

import type { Constitution } from '../../../core/constitution/principle';
import type { GivenFeedback } from '../../../core/conversation/candidate';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { Icon } from '../../ui/icon';
import { LinkButton } from '../../ui/link-button';
import { rowLook } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';
import { feedbackWords } from '../feedback/feedback-words';
import type { CandidatePlace } from './shown-turn';

interface FeedbackNotesProps {
  readonly place: CandidatePlace;
  readonly given: readonly GivenFeedback[];
}

/** What came of the feedback on this response, and whether it is kept as a test. */
export function FeedbackNotes({ place, given }: FeedbackNotesProps) {
  const principles = useStudio((state) => state.project.prompt.principles);
  return given.map((feedback) => (
    <p key={feedback.at} className={classNames('resp-note small muted', rowLook)}>
      <Icon name="return" />
      <span>
        {feedbackWords[feedback.kind].name}
        <Became feedback={feedback} principles={principles} />
      </span>
      <PinButton place={place} feedbackAt={feedback.at} />
    </p>
  ));
}

function PinButton({ place, feedbackAt }: { readonly place: CandidatePlace; readonly feedbackAt: string }) {
  const { pin, unpin } = useActions().cases;
  const pinned = useStudio(
    ({ project }) =>
      project.regression.cases.find(
        ({ from }) => from.candidateId === place.candidateId && from.feedbackAt === feedbackAt,
      )?.id ?? null,
  );
  return (
    <Button
      variant="quiet"
      tight
      icon={pinned === null ? 'pin' : 'check'}
      aria-pressed={pinned !== null}
      tip={pinned === null ? 'Keep it as a test of later prompts' : 'It is among the pinned cases'}
      onClick={() => (pinned === null ? pin({ ...place, feedbackAt }) : unpin(pinned))}
    >
      Pin as case
    </Button>
  );
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

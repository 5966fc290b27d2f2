import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Review } from '../../../core/alignment/review';
import { whyOutdated } from '../../../core/alignment/review';
import { heldCondition } from '../../../core/constitution/condition';
import { principleNumber } from '../../../core/constitution/edit-constitution';
import { tooLongForPrinciple } from '../../../core/constitution/principle-length';
import { diffWords } from '../../../core/prompt/diff-words';
import { documentSubject, isAligning, selectProblem, selectWorking } from '../../../store/align/align-state';
import { CountdownText } from '../../shared/time/countdown-text';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { classNames } from '../../ui/class-names';
import { Diff } from '../../ui/diff';
import { Notice } from '../../ui/notice';
import { Row, rowLook } from '../../ui/row';
import { TextArea } from '../../ui/text-area';
import { useActions, useStudio } from '../../use-studio';
import { AlignmentProblem } from '../alignment-problem';
import { focusNewPrinciple } from '../principles/focus-row';
import { sourceOrigin } from '../principles/origin';
import { ScopeChip } from '../principles/scope-chip';
import { BorrowedNote } from './borrowed-note';

type Proposal = Extract<Review, { readonly kind: 'mutation' }>;

/** A principle that the alignment model proposes and the author decides on. */
export function ProposalCard({ proposal }: { readonly proposal: Proposal }) {
  const { mutation, source } = proposal;
  const outdated = useStudio(({ project }) => whyOutdated(proposal, project.prompt));
  const n = useStudio(({ project }) =>
    mutation.kind === 'add' ? 0 : principleNumber(project.prompt.principles, mutation.id),
  );
  const [isEditing, setEditing] = useState(false);
  const card = useRef<HTMLElement>(null);
  const origin = sourceOrigin(source);

  useEffect(() => {
    card.current?.scrollIntoView({ block: 'nearest' });
    announce('A change to your principles is proposed and waits for your decision.');
  }, []);

  return (
    <section ref={card} className="proposal" aria-label="Proposed change">
      <header className={rowLook}>
        <h3 className="grow">{outdated === null ? titleOf(proposal, n) : 'Out of date'}</h3>
        <Chip icon={origin.icon} tone={origin.tone}>
          {origin.label}
        </Chip>
      </header>
      {outdated === null ? (
        <Decision proposal={proposal} isEditing={isEditing} onEdit={setEditing} />
      ) : (
        <Outdated proposal={proposal} why={outdated} />
      )}
    </section>
  );
}

function titleOf({ mutation }: Proposal, n: number): string {
  switch (mutation.kind) {
    case 'add':
      return 'Add a principle';
    case 'edit':
      return `Edit principle ${n}`;
    case 'delete':
      return `Delete principle ${n}`;
  }
}

/** When the principle would hold, and why it is proposed. */
function Facts({ proposal: { mutation, source } }: { readonly proposal: Proposal }) {
  const when = mutation.kind === 'delete' ? undefined : heldCondition(mutation.text, mutation.when);
  return (
    <>
      {when !== undefined && (
        <p className="m-0 min-w-0">
          <ScopeChip when={when} />
        </p>
      )}
      {source.reason !== undefined && <p className="hint">{source.reason}</p>}
    </>
  );
}

const rewording = { about: documentSubject, task: 'reword' } as const;

interface DecisionProps {
  readonly proposal: Proposal;
  readonly isEditing: boolean;
  readonly onEdit: (isEditing: boolean) => void;
}

function Decision({ proposal, isEditing, onEdit }: DecisionProps) {
  const { acceptReview, discardReview, setReviewText, rewordProposal, cancelAlignment, dismissAlignmentProblem } =
    useActions().align;
  const isRewording = useStudio((state) => selectWorking(state, rewording) !== null);
  const isAtWork = useStudio((state) => isAligning(state));
  const problem = useStudio((state) => selectProblem(state, rewording));
  const [direction, setDirection] = useState<'broader' | 'narrower'>('broader');
  const text = proposal.mutation.kind === 'delete' ? null : proposal.mutation.text;
  const isBlank = text !== null && text.trim() === '';
  const tooLong = text === null ? null : tooLongForPrinciple(text);
  const busy = isRewording
    ? 'Wait until it is reworded, or cancel.'
    : isAtWork
      ? 'Another change is being written. Wait, or cancel that first.'
      : undefined;

  function reword(towards: 'broader' | 'narrower') {
    setDirection(towards);
    rewordProposal(towards, text ?? '');
  }

  return (
    <>
      <Facts proposal={proposal} />
      {isEditing && text !== null ? (
        <TextArea
          label="Edit proposal"
          hideLabel
          autoGrow
          autoFocus
          rows={3}
          value={text}
          readOnly={isRewording}
          error={isBlank ? 'A principle needs words. Write some, or reject the proposal.' : (tooLong ?? undefined)}
          onText={setReviewText}
        />
      ) : (
        <ProposedWords proposal={proposal} />
      )}
      {text !== null && <BorrowedNote text={text} source={proposal.source} />}
      {problem !== null && (
        <AlignmentProblem
          problem={problem}
          purposes={['propose-mutation']}
          refused="The other words were refused"
          kept="The proposal stays as it was."
          onRetry={() => reword(direction)}
          more={
            <Button variant="ghost" onClick={dismissAlignmentProblem}>
              Dismiss
            </Button>
          }
        />
      )}
      <Row className="proposal-acts">
        <Button
          variant="solid"
          unavailable={isRewording ? busy : isBlank ? 'Write some words first.' : (tooLong ?? undefined)}
          onClick={() => leave(() => acceptReview(text ?? ''))}
        >
          Accept
        </Button>
        {text !== null && (
          <Button aria-pressed={isEditing} onClick={() => onEdit(!isEditing)}>
            Edit
          </Button>
        )}
        <Button variant="ghost" onClick={() => leave(discardReview)}>
          Reject
        </Button>
      </Row>
      {text !== null && (
        <fieldset className={classNames(rowLook, 'proposal-acts')} aria-label="Reword the proposal">
          <RewordButton busy={busy} pending={isRewording && direction === 'broader'} onClick={() => reword('broader')}>
            Broader
          </RewordButton>
          <RewordButton
            busy={busy}
            pending={isRewording && direction === 'narrower'}
            onClick={() => reword('narrower')}
          >
            Narrower
          </RewordButton>
          {isRewording && (
            <>
              <span className="hint grow" role="status">
                <RewordingWords />
              </span>
              <Button variant="ghost" tight label="Cancel rewording" onClick={() => cancelAlignment(documentSubject)}>
                Cancel
              </Button>
            </>
          )}
        </fieldset>
      )}
    </>
  );
}

interface RewordButtonProps {
  readonly children: string;
  readonly busy: string | undefined;
  readonly pending: boolean;
  readonly onClick: () => void;
}

function RewordButton({ children, busy, pending, onClick }: RewordButtonProps) {
  return (
    <Button variant="ghost" tight pending={pending} unavailable={pending ? undefined : busy} onClick={onClick}>
      {children}
    </Button>
  );
}

function RewordingWords() {
  const until = useStudio((state) => selectWorking(state, rewording)?.wait?.until);
  return until === undefined ? 'Rewording' : <CountdownText until={until} before="Retrying in" over="Retrying now" />;
}

function ProposedWords({ proposal }: { readonly proposal: Proposal }) {
  const { mutation, targetText = '' } = proposal;
  switch (mutation.kind) {
    case 'add':
      return <p className="proposal-text">{mutation.text}</p>;
    case 'edit':
      return <EditDifference before={targetText} after={mutation.text} />;
    case 'delete':
      return (
        <p className="proposal-text">
          <del>{targetText}</del>
        </p>
      );
  }
}

function EditDifference({ before, after }: { readonly before: string; readonly after: string }): ReactNode {
  const parts = useMemo(() => diffWords(before, after), [before, after]);
  return <Diff className="proposal-text" parts={parts} />;
}

function Outdated({ proposal, why }: { readonly proposal: Proposal; readonly why: string }) {
  const { addReviewAsNew, discardReview } = useActions().align;
  const { mutation } = proposal;
  const text = mutation.kind === 'delete' ? '' : mutation.text;
  return (
    <>
      <Notice tone="warn">
        {why} It was not applied.
        {text !== '' && (
          <>
            <br />
            <em>{`“${text}”`}</em>
          </>
        )}
      </Notice>
      <Row className="proposal-acts">
        {text.trim() !== '' && (
          <Button icon="plus" onClick={() => leave(() => addReviewAsNew(text))}>
            Add as new
          </Button>
        )}
        <Button variant="ghost" onClick={() => leave(discardReview)}>
          Discard
        </Button>
      </Row>
    </>
  );
}

/** The card goes with the decision, and the button that has the focus goes with the card. */
export function leave(decision: () => void): void {
  decision();
  window.setTimeout(() => {
    if (document.activeElement !== document.body) return;
    const arrived = document.querySelector<HTMLElement>('.principles > .fresh');
    if (arrived === null) focusNewPrinciple();
    else arrived.focus();
  });
}

import type { ReactNode } from 'react';
import type { CandidateState } from '../../../core/conversation/candidate';
import type { ModelErrorData } from '../../../core/model/model-error';
import type { Finish } from '../../../core/model/reply';
import { CallFailure } from '../../shared/failure/call-failure';
import { OutcomeButtons } from '../../shared/failure/outcome-buttons';
import { finishWords, isOfOutputLimit, outcomeWords } from '../../shared/failure/outcome-words';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { noticeLook } from '../../ui/notice';
import { Row } from '../../ui/row';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import { Citations } from './citations';
import { joinedFailure } from './joined-failure';
import { withRaisedLimit } from './raised-limit';
import { type CandidatePlace, turnById } from './shown-turn';

interface ResponseEndingProps {
  readonly place: CandidatePlace;
  readonly state: CandidateState;
}

/** How it ended, where that was not well: in words, with the raw code and the buttons that help. */
export function ResponseEnding({ place, state }: ResponseEndingProps) {
  switch (state.status) {
    case 'waiting':
    case 'streaming':
      return null;
    case 'answered':
      return (
        <>
          <Citations citations={state.citations ?? []} />
          <EarlyFinish place={place} finish={state.finish} />
        </>
      );
    case 'failed':
      return <Failure place={place} error={state.error} />;
    case 'cancelled':
      return (
        <EndNote place={place}>
          {state.text === '' ? 'Stopped before any text arrived.' : 'Stopped. Partial text kept.'}
        </EndNote>
      );
    case 'interrupted':
      return (
        <EndNote place={place}>
          The page was closed while this was being written.{' '}
          {state.text === '' ? 'No text had arrived.' : 'Partial text kept.'}
        </EndNote>
      );
  }
}

function EarlyFinish({ place, finish }: { readonly place: CandidatePlace; readonly finish: Finish }) {
  const raise = useRaiseLimit(place);
  const limit = useStudio((state) => state.project.sampling.maxOutputTokens);
  if (finish.kind === 'stop') return null;
  const raises = finish.kind === 'length' && isOfOutputLimit(finish.code) && limit !== undefined;
  return (
    <EndNote place={place} first={raises && <Button onClick={raise}>Raise the limit</Button>}>
      {finishWords(finish, limit)} (<code>{finish.code}</code>).
    </EndNote>
  );
}

interface EndNoteProps {
  readonly place: CandidatePlace;
  readonly first?: ReactNode;
  readonly children: ReactNode;
}

function EndNote({ place, first, children }: EndNoteProps) {
  const retry = useRetry(place);
  return (
    <div className={classNames(noticeLook('warn'), 'resp-end')}>
      <div>
        <p>{children}</p>
        <Row>
          {first}
          <Button onClick={retry}>Try again</Button>
        </Row>
      </div>
    </div>
  );
}

function Failure({ place, error }: { readonly place: CandidatePlace; readonly error: ModelErrorData }) {
  const retry = useRetry(place);
  const raise = useRaiseLimit(place);
  const isJoined = useStudio(
    ({ project }) =>
      joinedFailure(turnById(project.turns, place.turnId))?.candidateIds.includes(place.candidateId) ?? false,
  );
  if (isJoined) {
    return (
      <p className="resp-end hint">
        Failed: {outcomeWords(error).title}.{error.partialText !== '' && ' Partial text kept.'}
      </p>
    );
  }
  return (
    <CallFailure
      className="resp-end"
      error={error}
      actions={(helpful) => (
        <OutcomeButtons
          actions={helpful}
          failed={{ purposes: ['respond'], error }}
          onRetry={retry}
          onRaiseLimit={raise}
        />
      )}
    />
  );
}

/** Writes it once more in its place; where the conversation has gone on from it, what was said stays, and a branch begins. */
function useRetry({ turnId, candidateId }: CandidatePlace): () => void {
  const { align, chat } = useActions();
  const store = useStudioStore();
  return () => {
    const isRepliedTo = store
      .getState()
      .project.turns.some(({ parentId, input }) => parentId === turnId && input.message?.repliesTo === candidateId);
    if (isRepliedTo) chat.tryAgain(turnId);
    else align.retryCandidate(turnId, candidateId);
  };
}

/** Allows longer answers from now on, and asks for this one again. */
function useRaiseLimit(place: CandidatePlace): () => void {
  const { setSampling } = useActions().align;
  const retry = useRetry(place);
  const store = useStudioStore();
  return () => {
    setSampling(withRaisedLimit(store.getState().project.sampling));
    retry();
  };
}

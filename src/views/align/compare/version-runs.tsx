import type { ReactNode } from 'react';
import { type Candidate, candidateText } from '../../../core/conversation/candidate';
import { cutByApp } from '../../../core/model/greatest-reply';
import { CallFailure } from '../../shared/failure/call-failure';
import { Button } from '../../ui/button';
import { ContentBoundary } from '../../ui/content-boundary';
import { Markdown } from '../../ui/markdown';
import { Row } from '../../ui/row';
import { SkeletonLines } from '../../ui/skeleton-lines';
import { useActions, useStudio } from '../../use-studio';

interface VersionRunsProps {
  /** Ids of the runs, left first; empty before the first. */
  readonly ids: readonly string[];
  readonly start: ReactNode;
  /** What both are run on. */
  readonly children: ReactNode;
}

/** The responses of both versions as they come. */
export function VersionRuns({ ids, start, children }: VersionRunsProps) {
  const { stop } = useActions().align;
  const isRunning = useStudio(
    ({ project, align }) =>
      ids.length > 0 &&
      project.turns.some(
        (turn) => ids.includes(turn.id) && turn.candidates.some(({ id }) => align.activeCandidates.has(id)),
      ),
  );
  return (
    <section aria-label="Responses of both versions" className="compare-runs">
      <Row>
        <p className="hint grow">{children}</p>
        <Button icon="stop" unavailable={isRunning ? undefined : 'Nothing is running'} onClick={stop}>
          Stop
        </Button>
        {start}
      </Row>
      {ids.length > 0 && (
        <div className="compare-columns">
          {ids.map((id, side) => (
            <RunColumn key={id} id={id} side={side === 0 ? 'Left' : 'Right'} />
          ))}
        </div>
      )}
    </section>
  );
}

function RunColumn({ id, side }: { readonly id: string; readonly side: 'Left' | 'Right' }) {
  const turn = useStudio(({ project }) => project.turns.find((other) => other.id === id));
  if (turn === undefined) return <p className="muted">This run was deleted.</p>;
  return (
    <section aria-label={`${side} version, run ${turn.n}`}>
      <h3>
        {side} <span className="faint small">run {turn.n}</span>
      </h3>
      {turn.candidates.map((candidate, index) => (
        <Written key={candidate.id} candidate={candidate} label={`${side} response ${index + 1}`} />
      ))}
    </section>
  );
}

function Written({ candidate, label }: { readonly candidate: Candidate; readonly label: string }) {
  const { state } = candidate;
  const text = candidateText(state);
  const busy = state.status === 'waiting' || state.status === 'streaming';
  return (
    <article aria-label={label} aria-busy={busy}>
      <p className="faint small">
        {label}: {statusWords(state)}
      </p>
      {state.status === 'waiting' && <SkeletonLines />}
      {text !== '' && (
        <ContentBoundary what="This response" text={text}>
          <Markdown text={text} />
        </ContentBoundary>
      )}
      {state.status === 'failed' && <CallFailure error={state.error} />}
    </article>
  );
}

function statusWords(state: Candidate['state']): string {
  switch (state.status) {
    case 'waiting':
      return 'waiting';
    case 'streaming':
      return 'being written';
    case 'answered':
      if (state.finish.kind !== 'length') return 'done';
      return state.finish.code === cutByApp.code ? 'cut: too long' : 'stopped at the token limit';
    case 'failed':
      return 'failed';
    case 'cancelled':
      return 'stopped by you';
    case 'interrupted':
      return 'interrupted';
  }
}

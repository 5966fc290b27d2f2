import { Suspense, useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { outsideRules } from '../../../core/model/reply';
import type { Studio } from '../../../store/studio';
import { classNames } from '../../ui/class-names';
import { useStudio } from '../../use-studio';
import { loadPanel } from '../feedback/load-panel';
import { CandidateTabs } from './candidate-tabs';
import { ResponseArticle } from './response-article';
import { JoinedFailureAlert, loadEndings } from './response-end';
import { type CandidatePlace, turnById } from './shown-turn';

export interface CandidatesProps {
  readonly turnId: string;
  readonly selectedId: string | null;
  /** Why none can be selected now. */
  readonly whyNoSelect?: string | undefined;
  readonly onSelect: (place: CandidatePlace) => void;
  /** As high as they are, where something else has the rest of the pane. */
  readonly isOwnHeight?: boolean;
}

/** The responses of a turn, side by side, with what can be said of each. */
export function Candidates({ turnId, selectedId, whyNoSelect, onSelect, isOwnHeight = false }: CandidatesProps) {
  const ids = useStudio(useShallow((state) => shownCandidates(state, turnId)));
  const about = useStudio(({ project: { drafts } }) =>
    drafts.feedback?.turnId === turnId ? drafts.feedback.candidateId : selectedId,
  );
  const [picked, pick] = useState<number | null>(null);
  const start = Math.max(0, ids.indexOf(about ?? ''));
  const shown = picked ?? start;
  // From now on there is something to speak of.
  useEffect(() => {
    void loadPanel();
    loadEndings();
  }, []);
  return (
    <>
      <Suspense>
        <JoinedFailureAlert turnId={turnId} />
      </Suspense>
      <CandidateTabs turnId={turnId} ids={ids} shown={shown} onShow={pick} />
      <div className={classNames('resps', isOwnHeight ? 'flex-initial' : 'flex-[1_1_0]')} data-candidate={shown + 1}>
        {ids.map((id, index) => (
          <ResponseArticle
            key={id}
            turnId={turnId}
            candidateId={id}
            n={index + 1}
            selected={id === selectedId}
            {...{ whyNoSelect, onSelect }}
          />
        ))}
      </div>
    </>
  );
}

/** What the practice model has no rules for is said once, and not once for each candidate. */
function shownCandidates({ project }: Studio, turnId: string): readonly string[] {
  const candidates = turnById(project.turns, turnId)?.candidates ?? [];
  const isOutside = candidates.every(
    (candidate) => candidate.state.status === 'answered' && candidate.state.finish.code === outsideRules,
  );
  return (isOutside ? candidates.slice(0, 1) : candidates).map(({ id }) => id);
}

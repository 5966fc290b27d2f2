import { lazy, memo, Suspense, useRef } from 'react';
import { candidateText } from '../../../core/conversation/candidate';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { useStudio } from '../../use-studio';
import { FeedbackButtons } from './feedback-buttons';
import { FeedbackNotes } from './feedback-notes';
import { ResponseBody } from './response-body';
import { ResponseEnd } from './response-end';
import { ResponseMeta } from './response-meta';
import { type CandidatePlace, candidateAt } from './shown-turn';

interface ResponseArticleProps {
  readonly turnId: string;
  readonly candidateId: string;
  /** From 1. */
  readonly n: number;
  readonly selected: boolean;
  /** Why none can be selected now. */
  readonly whyNoSelect: string | undefined;
  readonly onSelect: (place: CandidatePlace) => void;
}

/** Without its code nothing is checked, and everything else works. */
const ResponseChecks = lazy(() =>
  import('../adherence/response-checks').then(
    (module) => ({ default: module.ResponseChecks }),
    () => ({ default: () => null }),
  ),
);

/** One candidate. It alone renders while it is written: of the others no part has changed. */
export const ResponseArticle = memo(function ResponseArticle(props: ResponseArticleProps) {
  const { turnId, candidateId, n, selected, whyNoSelect, onSelect } = props;
  const candidate = useStudio((state) => candidateAt(state, { turnId, candidateId }));
  const text = useRef<HTMLDivElement>(null);
  if (candidate === null) return null;
  const { state } = candidate;
  const busy = state.status === 'waiting' || state.status === 'streaming';
  const blocked = whyBlocked(busy, candidateText(state));
  const place = { turnId, candidateId };
  return (
    <article className="resp" aria-label={`Response ${n}`} aria-busy={busy} data-selected={selected || undefined}>
      <header>
        <h3>Response {n}</h3>
        <ResponseMeta state={state} />
        {blocked === undefined && (
          <CopyButton text={candidateText(state)} label={`Copy response ${n}`} className="copy" />
        )}
        <Button
          variant="ghost"
          icon={selected ? 'picked' : 'circle'}
          className="select-response"
          aria-pressed={selected}
          unavailable={blocked ?? whyNoSelect}
          onClick={() => onSelect(place)}
        >
          Select
        </Button>
      </header>
      <ResponseBody box={text} state={state} candidateId={candidateId} />
      <ResponseEnd place={place} state={state} />
      {blocked === undefined && (
        <Suspense>
          <ResponseChecks place={place} n={n} />
        </Suspense>
      )}
      <FeedbackNotes place={place} given={candidate.feedback} />
      <FeedbackButtons place={place} n={n} given={candidate.feedback} blocked={blocked} text={text} />
    </article>
  );
});

function whyBlocked(busy: boolean, text: string): string | undefined {
  if (busy) return 'Wait until the response is written.';
  return text.trim() === '' ? 'There is no text to speak of.' : undefined;
}

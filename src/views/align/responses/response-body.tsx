import type { RefObject } from 'react';
import { type CandidateState, candidateText } from '../../../core/conversation/candidate';
import { own } from '../../../core/own';
import { ContentBoundary } from '../../ui/content-boundary';
import { Markdown } from '../../ui/markdown';
import { PlainText } from '../../ui/plain-text';
import { SkeletonLines } from '../../ui/skeleton-lines';
import { useStudio } from '../../use-studio';
import { usePlainView } from './use-plain-view';
import { useQuoteHighlight } from './use-quote-highlight';
import { WaitNote } from './wait-note';

interface ResponseBodyProps {
  /** For what looks into the text from outside. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly state: CandidateState;
  readonly candidateId: string;
}

/** What the model wrote. Plain while it is written: to parse it anew with each token would cost more than it shows. */
export function ResponseBody({ box, state, candidateId }: ResponseBodyProps) {
  const wait = useStudio(({ align }) => own(align.waits, candidateId));
  const draft = useStudio(({ project }) => project.drafts.feedback);
  const plain = usePlainView();
  const quoted = draft?.candidateId === candidateId ? draft : null;
  useQuoteHighlight({ element: box, kind: quoted?.kind ?? 'critique', quote: quoted?.quote ?? '' });

  const text = candidateText(state);
  const busy = state.status === 'waiting' || state.status === 'streaming';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without a tab stop the keyboard could not
    <div ref={box} className="resp-text" tabIndex={0}>
      {busy && wait !== undefined && <WaitNote wait={wait} />}
      {state.status === 'waiting' && <SkeletonLines />}
      {text !== '' && (
        <ContentBoundary what="This response" text={text}>
          {busy || plain ? <PlainText text={text} /> : <Markdown text={text} topHeading={4} />}
        </ContentBoundary>
      )}
    </div>
  );
}

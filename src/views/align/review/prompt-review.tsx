import { lazy, Suspense, useState } from 'react';
import { loadProposals } from '../../../store/load-proposals';
import { Button } from '../../ui/button';
import { ContentBoundary } from '../../ui/content-boundary';
import { Row } from '../../ui/row';
import { useStudio } from '../../use-studio';
import type { PromptChange } from './prompt-change';

// With what its buttons do, so that they do it at once.
const ReviewDialog = lazy(async () => {
  const [{ ReviewDialog: dialog }] = await Promise.all([import('./review-dialog'), loadProposals()]);
  return { default: dialog };
});

/**
 * The decision on a rewritten prompt. Closing the dialog without one puts it aside: the proposal cost a call and may have been
 * edited, so only Discard throws it away.
 */
export function PromptReview() {
  const review = useStudio(({ project }) => {
    const held = project.drafts.review;
    return held?.kind === 'mutation' || held?.kind === 'merge' ? null : held;
  });
  const [aside, setAside] = useState<PromptChange | null>(null);
  if (review === null) return null;
  if (review === aside) {
    return (
      <Row className="p-aside">
        <span className="hint grow">A prompt change waits for your decision.</span>
        <Button tight icon="fold" onClick={() => setAside(null)}>
          Review
        </Button>
      </Row>
    );
  }
  return (
    <ContentBoundary what="The prompt change">
      <Suspense>
        <ReviewDialog review={review} onAside={() => setAside(review)} />
      </Suspense>
    </ContentBoundary>
  );
}

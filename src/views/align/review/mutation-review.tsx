import { lazy, Suspense } from 'react';
import { ContentBoundary } from '../../ui/content-boundary';
import { useStudio } from '../../use-studio';

const ProposalCard = lazy(() => import('./proposal-card').then((m) => ({ default: m.ProposalCard })));

/** The decision on a proposed principle; fetched with the first proposal. */
export function MutationReview() {
  const proposal = useStudio(({ project }) => {
    const { review } = project.drafts;
    return review?.kind === 'mutation' ? review : null;
  });
  if (proposal === null) return null;
  return (
    <ContentBoundary what="The proposed change">
      <Suspense>
        <ProposalCard proposal={proposal} />
      </Suspense>
    </ContentBoundary>
  );
}

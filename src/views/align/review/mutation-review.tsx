import { lazy, Suspense } from 'react';
import { loadProposals } from '../../../store/load-proposals';
import { ContentBoundary } from '../../ui/content-boundary';
import { useStudio } from '../../use-studio';

// With what its buttons do, so that they do it at once: the card goes with the decision, and the focus goes on from there.
const ProposalCard = lazy(async () => {
  const [{ ProposalCard: card }] = await Promise.all([import('./proposal-card'), loadProposals()]);
  return { default: card };
});

const MergeCard = lazy(async () => {
  const [{ MergeCard: card }] = await Promise.all([import('./merge-card'), loadProposals()]);
  return { default: card };
});

/** The decision on a proposed principle; fetched with the first proposal. */
export function MutationReview() {
  const proposal = useStudio(({ project }) => {
    const { review } = project.drafts;
    return review?.kind === 'mutation' || review?.kind === 'merge' ? review : null;
  });
  if (proposal === null) return null;
  return (
    <ContentBoundary what="The proposed change">
      <Suspense>
        {proposal.kind === 'merge' ? <MergeCard review={proposal} /> : <ProposalCard proposal={proposal} />}
      </Suspense>
    </ContentBoundary>
  );
}

import { useEffect, useRef, useState } from 'react';
import { type Review, whyOutdated } from '../../../core/alignment/review';
import { heldCondition } from '../../../core/constitution/condition';
import { principleNumber } from '../../../core/constitution/edit-constitution';
import { tooLongForPrinciple } from '../../../core/constitution/principle-length';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Row } from '../../ui/row';
import { TextArea } from '../../ui/text-area';
import { useActions, useStudio } from '../../use-studio';
import { ScopeChip } from '../principles/scope-chip';
import { leave } from './proposal-card';

type Merge = Extract<Review, { readonly kind: 'merge' }>;

/** One principle that the alignment model proposes in the place of two. */
export function MergeCard({ review }: { readonly review: Merge }) {
  const { acceptReview, discardReview, setReviewText } = useActions().align;
  const { older, newer, text } = review;
  const outdated = useStudio(({ project }) => whyOutdated(review, project.prompt));
  const title = useStudio(({ project: { prompt } }) => {
    const [one, other] = [older, newer].map(({ id }) => principleNumber(prompt.principles, id));
    return `Merge principles ${one} and ${other}`;
  });
  const [isEditing, setEditing] = useState(false);
  const card = useRef<HTMLElement>(null);
  const isBlank = text.trim() === '';
  const tooLong = tooLongForPrinciple(text) ?? undefined;
  const when = heldCondition(text, review.when);

  useEffect(() => {
    card.current?.scrollIntoView({ block: 'nearest' });
    announce('One principle in the place of two is proposed and waits for your decision.');
  }, []);

  return (
    <section ref={card} className="proposal" aria-label="Proposed change">
      <h3>{outdated === null ? title : 'Out of date'}</h3>
      {outdated !== null && <Notice tone="warn">{outdated} It was not applied.</Notice>}
      {[older, newer].map((principle) => (
        <p key={principle.id} className="proposal-text">
          <del>{principle.text}</del>
        </p>
      ))}
      {isEditing ? (
        <TextArea
          label="Edit proposal"
          hideLabel
          autoGrow
          autoFocus
          rows={3}
          value={text}
          error={isBlank ? 'A principle needs words. Write some, or reject the proposal.' : tooLong}
          onText={setReviewText}
        />
      ) : (
        <p className="proposal-text">{text}</p>
      )}
      {when !== undefined && (
        <p className="m-0 min-w-0">
          <ScopeChip when={when} />
        </p>
      )}
      <Row className="proposal-acts">
        <Button
          variant="solid"
          unavailable={outdated ?? (isBlank ? 'Write some words first.' : tooLong)}
          onClick={() => leave(() => acceptReview(text))}
        >
          Accept
        </Button>
        <Button aria-pressed={isEditing} onClick={() => setEditing(!isEditing)}>
          Edit
        </Button>
        <Button variant="ghost" onClick={() => leave(discardReview)}>
          Reject
        </Button>
      </Row>
    </section>
  );
}

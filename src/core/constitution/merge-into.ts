import { deletePrinciples, editPrinciple, type NewText, principleById } from './edit-constitution';
import type { Constitution, Source } from './principle';

interface MergedText extends Omit<NewText, 'id'> {
  readonly olderId: string;
  readonly newerId: string;
}

/** One principle in the place of two: it stands where the older one did, and keeps what made both. Throws when one is gone. */
export function mergeInto(constitution: Constitution, { olderId, newerId, ...merged }: MergedText): Constitution {
  const made = principleById(constitution, newerId).sources.map(withoutChange);
  const edited = editPrinciple(constitution, { id: olderId, ...merged });
  return deletePrinciples(edited, [newerId]).map((principle) =>
    principle.id === olderId ? { ...principle, sources: [...made, ...principle.sources] } : principle,
  );
}

/** Of the principle that goes, its earlier words tell nothing of the one that stays. */
function withoutChange(source: Source): Source {
  if (source.by === 'import') return source;
  const { was: _was, ...made } = source;
  return made;
}

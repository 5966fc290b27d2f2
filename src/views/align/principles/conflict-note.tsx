import type { Conflict } from '../../../core/prompt/find-conflicts';
import { LinkButton } from '../../ui/link-button';
import { Notice } from '../../ui/notice';

interface ConflictNotesProps {
  readonly conflicts: readonly Conflict[];
  readonly onCompare: (otherId: string) => void;
}

/** More than these say the same as these. */
const mostShown = 2;

export function ConflictNotes({ conflicts, onCompare }: ConflictNotesProps) {
  const more = conflicts.length - mostShown;
  return (
    <>
      {conflicts.slice(0, mostShown).map((conflict) => (
        <Notice
          key={conflict.id}
          tone="warn"
          icon={conflict.kind === 'duplicate' ? 'dup' : 'warn'}
          action={
            <LinkButton label={`Compare with principle ${conflict.n}`} onClick={() => onCompare(conflict.id)}>
              Compare
            </LinkButton>
          }
        >
          {conflictWords(conflict)}
        </Notice>
      ))}
      {more > 0 && <p className="hint p-more">and {more} more like these</p>}
    </>
  );
}

export function conflictWords({ kind, n, why }: Conflict): string {
  return kind === 'duplicate' ? `Near-duplicate of principle ${n}: ${why}.` : `May contradict principle ${n}: ${why}.`;
}

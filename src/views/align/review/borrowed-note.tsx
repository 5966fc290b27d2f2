import { useMemo } from 'react';
import { borrowedFrom } from '../../../core/alignment/borrowed-words';
import { Notice } from '../../ui/notice';
import { useStudioStore } from '../../use-studio';

interface BorrowedNoteProps extends Pick<Parameters<typeof borrowedFrom>[0], 'text' | 'source'> {
  /** Of the principle, once it is in the list; absent while it is proposed. */
  readonly id?: string;
}

/** What of a principle is true of the one case alone that it was made of. */
export function BorrowedNote({ text, source, id }: BorrowedNoteProps) {
  const store = useStudioStore();
  const { words, place } = useMemo(
    () => borrowedFrom({ text, source, ...(id === undefined ? {} : { id }) }, store.getState().project),
    [store, text, source, id],
  );
  if (words.length === 0) return null;
  const more = words.length - mostNamed;
  return (
    <Notice tone="warn">
      <span role="status">
        {words.length === 1 ? 'This comes' : 'These come'} from this {place}: {words.slice(0, mostNamed).join(', ')}
        {more > 0 && ` and ${more} more`}. {id === undefined ? 'Make it broader, or edit it' : 'Edit it'}, if it is to
        hold elsewhere.
      </span>
    </Notice>
  );
}

const mostNamed = 5;

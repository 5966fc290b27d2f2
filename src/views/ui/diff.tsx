import type { WordChange } from '../../core/prompt/diff-words';
import { classNames } from './class-names';
import { describeDiff } from './describe-diff';
import { VisuallyHidden } from './visually-hidden';

interface DiffProps {
  readonly parts: readonly WordChange[];
  readonly className?: string | undefined;
}

/** A change, word by word: underlined what comes, struck what goes, and both said aloud. */
export function Diff({ parts, className }: DiffProps) {
  return (
    <p className={classNames('diff', className)}>
      <VisuallyHidden>{`${describeDiff(parts)}. `}</VisuallyHidden>
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch of text is its place
        <Stretch key={place} part={part} />
      ))}
    </p>
  );
}

function Stretch({ part }: { readonly part: WordChange }) {
  switch (part.kind) {
    case 'same':
      return part.text;
    case 'ins':
      return (
        <ins>
          <VisuallyHidden> [added: </VisuallyHidden>
          {part.text}
          <VisuallyHidden>] </VisuallyHidden>
        </ins>
      );
    case 'del':
      return (
        <del>
          <VisuallyHidden> [removed: </VisuallyHidden>
          {part.text}
          <VisuallyHidden>] </VisuallyHidden>
        </del>
      );
  }
}

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

const aloud = { ins: 'added', del: 'removed' } as const;

function Stretch({ part }: { readonly part: WordChange }) {
  if (part.kind === 'same') return part.text;
  // An element of HTML, by the name of the change.
  const Change = part.kind;
  return (
    <Change>
      <VisuallyHidden> [{aloud[part.kind]}: </VisuallyHidden>
      {part.text}
      <VisuallyHidden>] </VisuallyHidden>
    </Change>
  );
}

import { useMemo } from 'react';
import { diffWords } from '../../core/prompt/diff-words';
import { Diff } from '../ui/diff';

interface HalfDiffProps {
  readonly before: string;
  readonly after: string;
  /** Which of the two texts is shown: the one before with the words that went, or the one after with those that came. */
  readonly shows: 'before' | 'after';
  readonly className?: string | undefined;
}

/** One of two texts that stand side by side, with what is not in the other one. */
export function HalfDiff({ before, after, shows, className }: HalfDiffProps) {
  const parts = useMemo(() => {
    const other = shows === 'before' ? 'ins' : 'del';
    return diffWords(before, after).filter(({ kind }) => kind !== other);
  }, [before, after, shows]);
  return <Diff parts={parts} className={className} />;
}

import { useMemo } from 'react';
import { diffWords, type WordChange } from '../../core/prompt/diff-words';
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
    return withoutGaps(diffWords(before, after).filter(({ kind }) => kind !== other));
  }, [before, after, shows]);
  return <Diff parts={parts} className={className} />;
}

/** Words that follow each other are one change, with the space between them. */
function withoutGaps(parts: readonly WordChange[]): readonly WordChange[] {
  const joined: WordChange[] = [];
  for (const [place, part] of parts.entries()) {
    const last = joined.at(-1);
    const next = parts[place + 1];
    const isGap = part.kind === 'same' && part.text.trim() === '' && last !== undefined && next !== undefined;
    const kind = isGap && last.kind === next.kind ? last.kind : part.kind;
    if (last?.kind === kind) joined[joined.length - 1] = { kind, text: last.text + part.text };
    else joined.push({ kind, text: part.text });
  }
  return joined;
}

import type { ReactNode } from 'react';
import { classNames } from './class-names';

interface FoldOutProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly startsOpen?: boolean | undefined;
  readonly className?: string | undefined;
}

/** More of something, under a small line that opens it. */
export function FoldOut({ summary, children, startsOpen, className }: FoldOutProps) {
  return (
    <details className={className} open={startsOpen || undefined}>
      <summary className={summaryLook}>{summary}</summary>
      {children}
    </details>
  );
}

/** The corner before the words turns down when it is open. */
const summaryLook = classNames(
  'flex min-h-7 cursor-pointer list-none items-center gap-1 text-ink-2 text-small hover:text-ink pointer-coarse:min-h-target',
  '[&::-webkit-details-marker]:hidden',
  'before:mr-[5px] before:ml-[3px] before:size-[6.5px] before:flex-none before:-rotate-45 before:border-ink-3 before:border-r-[1.5px] before:border-b-[1.5px]',
  'before:transition-transform before:duration-base before:ease-settle [[open]>&]:before:rotate-45',
);

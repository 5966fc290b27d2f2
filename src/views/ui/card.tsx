import type { ReactNode } from 'react';

interface CardProps {
  readonly title: string;
  /** Behind the title, quieter. */
  readonly note?: ReactNode;
  /** Controls or a legend at the end of the head. */
  readonly aside?: ReactNode;
  /** `region` and `figure` are named by the title; a `part` is of what is around it. */
  readonly kind?: 'part' | 'region' | 'figure' | undefined;
  readonly id?: string | undefined;
  /** The heading can be given the focus. */
  readonly focusable?: boolean | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** One subject among others on a board: its head, and what is to be known of it. */
export function Card({ title, note, aside, kind = 'part', id, focusable, className, children }: CardProps) {
  const { box: Box, head: Head } = elements[kind];
  return (
    <Box className={className} id={id} aria-label={kind === 'part' ? undefined : title}>
      <Head className="mb-1.5 flex min-h-7 items-center gap-2 max-medium:flex-wrap">
        <h3 className="whitespace-nowrap" tabIndex={focusable ? -1 : undefined}>
          {title}
        </h3>
        {note !== undefined && <span className="text-ink-3 text-small/5">{note}</span>}
        {aside}
      </Head>
      {children}
    </Box>
  );
}

const elements = {
  part: { box: 'div', head: 'div' },
  region: { box: 'section', head: 'div' },
  figure: { box: 'figure', head: 'figcaption' },
} as const;

import type { ReactNode } from 'react';
import { Outcome } from '../../ui/chip';
import { ContentBoundary } from '../../ui/content-boundary';
import { PlainText } from '../../ui/plain-text';

interface TextColumnProps {
  readonly title: string;
  /** Behind the title, quieter. */
  readonly note?: ReactNode;
  readonly isCut: boolean;
  /** A text as it is, or one with its changes. */
  readonly children: ReactNode;
}

/** A text of an opened row, under its name. */
export function TextColumn({ title, note, isCut, children }: TextColumnProps) {
  return (
    <div className="min-w-0 px-4 py-2.5">
      <h3 className="mb-0.5 flex flex-wrap items-center gap-x-2">
        {title}
        {note !== undefined && <span className="font-regular text-ink-3 text-small">{note}</span>}
        {isCut && (
          <Outcome icon="cut" tone="warn" className="font-regular text-small">
            cut
          </Outcome>
        )}
      </h3>
      <div className="text-edit/[21px]">
        <ContentBoundary what={title} text={typeof children === 'string' ? children : undefined}>
          {typeof children === 'string' ? <PlainText text={children} /> : children}
        </ContentBoundary>
      </div>
    </div>
  );
}

/** Two of them side by side, parted by a line. */
export const pairLook =
  'grid grid-cols-2 divide-x divide-line max-medium:grid-cols-[minmax(0,1fr)] max-medium:divide-x-0 max-medium:divide-y';

import type { ReactNode } from 'react';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { useStudio } from '../../use-studio';
import { whyNotNow } from './chat-state';

interface SaidRowProps {
  /** `Harbour Desk, turn 3`. */
  readonly label: string;
  readonly who: string;
  /** Beside the name. */
  readonly aside?: ReactNode;
  /** At the end of the row. */
  readonly actions: ReactNode;
  /** Absent where nothing comes after it. */
  readonly onRewind?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** What one side said, on the line that the conversation is. */
export function SaidRow({ label, who, aside, actions, onRewind, children }: SaidRowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser
    <div
      role="group"
      aria-label={label}
      className="group/said relative grid flex-none grid-cols-[44px_minmax(0,1fr)_auto] py-1 pr-3 before:absolute before:inset-y-0 before:left-7 before:w-px before:bg-line-strong"
    >
      <RewindButton onRewind={onRewind} />
      <div className="min-w-0 max-w-[62ch] pt-1 pb-2 pl-3">
        <div className="flex min-h-5 flex-wrap items-center gap-x-2.5 text-ink-3 text-small/5">
          <b className="font-bold text-ink-2">{who}</b>
          {aside}
        </div>
        <div className="text-read wrap-anywhere">{children}</div>
      </div>
      <div className="flex items-start gap-1 max-medium:flex-col">{actions}</div>
    </div>
  );
}

function RewindButton({ onRewind }: Pick<SaidRowProps, 'onRewind'>) {
  const busy = useStudio(whyNotNow);
  return (
    <Button
      variant="quiet"
      icon="rewind"
      label="Rewind to here"
      tip="Rewind to here: what came later stays as a branch"
      className={classNames(
        'relative ml-3 self-start bg-surface',
        onRewind !== undefined && 'group-hover/said:bg-accent-tint group-hover/said:text-accent-ink',
      )}
      unavailable={onRewind === undefined ? 'Nothing comes after this.' : busy}
      onClick={onRewind}
    />
  );
}

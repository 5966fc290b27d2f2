import type { ChangeEvent } from 'react';
import { classNames } from './class-names';

interface FileButtonProps {
  /** Names the file input. */
  readonly label: string;
  /** On the button. */
  readonly children: string;
  readonly accept: string;
  readonly onFile: (file: File) => void;
  readonly variant?: 'primary' | 'tight' | undefined;
  /** Why no file can be chosen now. */
  readonly unavailable?: string | undefined;
}

/** A native file input under a word of ours. A second choice of the same file counts, since it may have been repaired. */
export function FileButton({ label, children, accept, onFile, variant, unavailable }: FileButtonProps) {
  function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (file !== undefined) onFile(file);
  }

  return (
    <label
      className={classNames('btn', 'file-button', variant)}
      aria-disabled={unavailable !== undefined || undefined}
      title={unavailable}
    >
      {children}
      <input
        className="sr"
        type="file"
        aria-label={label}
        accept={accept}
        disabled={unavailable !== undefined}
        onChange={choose}
      />
    </label>
  );
}

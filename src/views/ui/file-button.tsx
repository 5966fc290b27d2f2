import type { ChangeEvent } from 'react';
import { buttonLook } from './button';
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

/** The focus is on the input in it, which is not seen. */
export function fileButtonLook(variant: FileButtonProps['variant'], blocked: boolean): string {
  const look = variant === 'tight' ? ({ padding: 'tight' } as const) : { variant };
  return classNames(
    buttonLook({ ...look, blocked }),
    !blocked && 'cursor-pointer',
    'has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2',
  );
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
      className={classNames(fileButtonLook(variant, unavailable !== undefined), variant === 'tight' && 'min-w-[68px]')}
      aria-disabled={unavailable !== undefined || undefined}
      title={unavailable}
    >
      {children}
      <input
        className="sr-only"
        type="file"
        aria-label={label}
        accept={accept}
        disabled={unavailable !== undefined}
        onChange={choose}
      />
    </label>
  );
}

import { type ChangeEvent, useEffect, useRef } from 'react';
import { fileButtonLook } from './file-button';

interface FolderButtonProps {
  /** Names the file input. */
  readonly label: string;
  /** On the button. */
  readonly children: string;
  readonly onFolder: (files: readonly File[]) => void;
  /** Why no folder can be chosen now. */
  readonly unavailable?: string | undefined;
}

/** A native input for a whole folder under a word of ours. Where the browser knows no folders, several files can be chosen. */
export function FolderButton({ label, children, onFolder, unavailable }: FolderButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // React's types do not know the attribute.
    if (input.current) input.current.webkitdirectory = true;
  }, []);

  function choose(event: ChangeEvent<HTMLInputElement>) {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    if (files.length > 0) onFolder(files);
  }

  return (
    <label
      className={fileButtonLook(undefined, unavailable !== undefined)}
      aria-disabled={unavailable !== undefined || undefined}
      title={unavailable}
    >
      {children}
      <input
        ref={input}
        className="sr-only"
        type="file"
        multiple
        aria-label={label}
        disabled={unavailable !== undefined}
        onChange={choose}
      />
    </label>
  );
}

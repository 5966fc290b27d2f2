interface PlainCompletionProps {
  readonly text: string;
  /** The first character that differs from another completion; null: none. */
  readonly partsAt: number | null;
  readonly isWritten?: boolean;
}

/** A completion without its tokens: to the byte as it came. */
export function PlainCompletion({ text, partsAt, isWritten = false }: PlainCompletionProps) {
  const at = partsAt ?? 0;
  return (
    <p className="whitespace-pre-wrap wrap-anywhere text-read">
      {text.slice(0, at)}
      {partsAt !== null && at < text.length && (
        <span className="mx-px border-ink border-l-2" title="Here it differs from the other one">
          <span className="sr-only">Here it differs: </span>
        </span>
      )}
      {text.slice(at)}
      {isWritten && (
        <span className="ml-0.5 inline-block h-[1em] w-px animate-pulse bg-ink align-text-bottom" aria-hidden="true" />
      )}
    </p>
  );
}

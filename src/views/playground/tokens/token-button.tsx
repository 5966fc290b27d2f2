import { classNames } from '../../ui/class-names';
import { doubtOf, drawnPieces, logprobWords, probabilityWords, type ShownToken, spokenToken } from './shown-token';

interface TokenButtonProps {
  readonly shown: ShownToken;
  /** Its place in the whole, by which a press finds it. */
  readonly at: number;
  readonly isOpen: boolean;
  readonly isReached: boolean;
  /** A token of the completion that this one left. */
  readonly isShared: boolean;
  /** The first one that differs. */
  readonly parts: boolean;
}

/** A token: the less likely it was, the heavier its underline; the tint only repeats it, and the number is in its name. */
export function TokenButton({ shown, at, isOpen, isReached, isShared, parts }: TokenButtonProps) {
  const number = shown.logprob === null ? 'no probability' : probabilityWords(shown.logprob);
  const title = shown.logprob === null ? number : `${number} (${logprobWords(shown.logprob)})`;
  return (
    <button
      type="button"
      data-at={at}
      className={classNames(
        'inline whitespace-pre rounded-t-[2px] border-transparent border-r bg-clip-padding pt-0.5 pb-[3px] leading-5',
        isOpen
          ? 'rounded-s bg-accent text-on-accent'
          : classNames('hover:bg-hover', underlines[doubtOf(shown.logprob)]),
        !isOpen && (isShared ? 'text-ink-3' : 'text-ink'),
        parts && 'ml-1 shadow-[-3px_0_0_-1px_var(--color-ink)] border-l-2 border-l-ink',
        'forced-colors:aria-expanded:bg-[Highlight] forced-colors:aria-expanded:text-[HighlightText]',
      )}
      tabIndex={isReached ? 0 : -1}
      aria-expanded={isOpen}
      aria-label={`${spokenToken(shown.token)}, ${number}${parts ? ', here it differs' : ''}`}
      title={title}
    >
      {drawnPieces(shown.token).map(({ text, isSpace }, piece) =>
        isSpace ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
          <i key={piece} className={classNames('not-italic', !isOpen && 'text-ink-3')}>
            {text}
          </i>
        ) : (
          text
        ),
      )}
    </button>
  );
}

/** By how unsure the model was. */
export const underlines = [
  'border-b-0',
  'underline decoration-1 decoration-accent-ink/55 underline-offset-[5px]',
  'underline decoration-2 decoration-accent-ink underline-offset-[5px] bg-accent-tint/45',
  'underline decoration-3 decoration-accent-ink underline-offset-[5px] bg-accent-tint/75',
  'underline decoration-4 decoration-accent-ink underline-offset-[5px] bg-accent-tint',
] as const;

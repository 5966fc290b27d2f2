import { classNames } from '../../ui/class-names';
import { drawnPieces } from './shown-token';

/** A token by itself, in a box that shows where it begins and ends. */
export function TokenSample({ token, className }: { readonly token: string; readonly className?: string }) {
  return (
    <span
      className={classNames(
        'inset-ring inset-ring-line-strong inline-block max-w-full truncate whitespace-pre rounded-s bg-surface px-1 py-px',
        className,
      )}
    >
      {drawnPieces(token).map(({ text, isSpace }, piece) =>
        isSpace ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
          <i key={piece} className="text-ink-3 not-italic">
            {text}
          </i>
        ) : (
          text
        ),
      )}
    </span>
  );
}

import type { PromptsFound } from '../../../core/tuning/tuning-port';
import { counted, whole } from '../../shared/counted';
import { FoldOut } from '../../ui/fold-out';

/** Rows that no prompt can be made of, by their numbers; nothing where there is none. */
export function SkippedRows({ found: { empty, tooLong, unusable } }: { readonly found: PromptsFound }) {
  const count = empty.length + tooLong.length + unusable.length;
  if (count === 0) return null;
  return (
    <FoldOut summary={`${counted(count, 'row')} left out`}>
      <ol className={listLook} aria-label="Rows that are left out">
        {empty.length > 0 && (
          <li>
            {empty.length === 1 ? 'Row' : 'Rows'} <span className="mono">{rowNumbers(empty)}</span>:{' '}
            {empty.length === 1 ? 'the prompt is' : 'the prompts are'} empty.
          </li>
        )}
        {tooLong.slice(0, mostShown).map(({ row, tokens, limit }) => (
          <li key={row}>
            Row <span className="mono">{whole(row)}</span>: about {counted(tokens, 'token')}, and the model takes{' '}
            {whole(limit)}.
          </li>
        ))}
        {unusable.slice(0, mostShown).map(({ row, reason }) => (
          <li key={row}>
            Row <span className="mono">{whole(row)}</span>: {reason}
          </li>
        ))}
      </ol>
      {Math.max(tooLong.length, unusable.length) > mostShown && (
        <p className="hint">And {counted(restOf(tooLong) + restOf(unusable), 'more row', 'more rows')}.</p>
      )}
    </FoldOut>
  );
}

const mostShown = 50;
const mostNumbers = 40;

const listLook =
  'relative grid max-h-40 gap-0.5 overflow-auto rounded-m bg-sunken px-2.5 py-1.5 text-ink-2 text-small/[18px]';

function restOf(rows: readonly unknown[]): number {
  return Math.max(0, rows.length - mostShown);
}

/** `4, 17 and 30`; the first of many. */
function rowNumbers(rows: readonly number[]): string {
  const shown = rows.slice(0, mostNumbers).map(whole);
  if (rows.length > mostNumbers) return `${shown.join(', ')} and ${whole(rows.length - mostNumbers)} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

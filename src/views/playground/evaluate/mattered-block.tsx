import type { ScoreRow } from '../../../core/playground/playground-port';
import type { ScoresRun } from '../../../core/playground/playground-work';
import { typedText } from '../../../core/playground/sent-prompt';
import { Card } from '../../ui/card';
import { classNames } from '../../ui/class-names';
import { logprobWords } from '../tokens/shown-token';
import { underlines } from '../tokens/token-button';
import { usePlayground } from '../use-playground';
import { JobState } from './job-state';
import { drawnParts, type MatteredPart, tops } from './mattered-parts';

/** The prompt, each part underlined by how much the completion needs it. */
export function MatteredBlock({ run }: { readonly run: ScoresRun }) {
  const mattered = usePlayground((state) => state.mattered);
  const rows: readonly ScoreRow[] = mattered?.runId === run.id ? mattered.rows : [];
  const parts = drawnParts(typedText(run.prompt.parts), rows);
  const failed = rows.filter(({ outcome }) => outcome.status === 'failed').length;
  return (
    <Card
      kind="region"
      title="What mattered"
      note={`drop of the log-probability without each ${run.unit}`}
      className="px-5 py-4 max-medium:px-4 max-medium:py-3"
    >
      <JobState run={run} what="what mattered" />
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,330px)] gap-8 max-wide:gap-5 max-[960px]:grid-cols-[minmax(0,1fr)]">
        <p className="whitespace-pre-wrap wrap-anywhere text-read leading-[30px]">
          {parts.map((part) => (
            <Marked key={part.start} part={part} />
          ))}
        </p>
        <LargestDrops parts={parts} />
      </div>
      {failed > 0 && (
        <p className="hint">
          {failed} of {rows.length} could not be scored.
        </p>
      )}
    </Card>
  );
}

function Marked({ part: { text, drop, doubt } }: { readonly part: MatteredPart }) {
  if (drop === null) return <span>{text}</span>;
  const words = text.trimEnd();
  const space = text.slice(words.length);
  const number = logprobWords(drop, 1);
  return (
    <>
      <span
        className={classNames('px-px', drop < 0 ? 'border-ink-3 border-b-2 border-dotted' : underlines[doubt])}
        title={`${logprobWords(drop)} without it`}
      >
        {words}
        {doubt >= 2 || drop <= -0.5 ? <sup className="ml-0.5 text-[10px] text-ink-2 leading-none">{number}</sup> : null}
      </span>
      {space}
    </>
  );
}

function LargestDrops({ parts }: { readonly parts: readonly MatteredPart[] }) {
  const shown = tops(parts);
  const most = shown.reduce((max, { drop }) => Math.max(max, Math.abs(drop ?? 0)), 0);
  if (shown.length === 0) return null;
  return (
    <div>
      <h4 className="mb-1.5 font-bold">Largest drops</h4>
      <ol className="grid gap-1">
        {shown.map(({ start, text, drop }) => (
          <li
            key={start}
            className="grid grid-cols-[minmax(60px,96px)_minmax(0,1fr)_44px] items-center gap-3 text-small"
          >
            <span className="truncate">{text.trim()}</span>
            <span className="h-1.5 rounded-[3px] bg-pressed" aria-hidden="true">
              <span
                className={classNames(
                  'block h-full rounded-[3px]',
                  (drop ?? 0) < 0 ? 'inset-ring inset-ring-ink-3' : 'bg-ink-2',
                )}
                style={{ width: `${most === 0 ? 0 : (Math.abs(drop ?? 0) / most) * 100}%` }}
              />
            </span>
            <span className="text-right tabular-nums">{logprobWords(drop ?? 0)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

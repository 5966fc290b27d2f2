import { useState } from 'react';
import type { CompleteRun } from '../../../core/playground/playground-work';
import { Segmented } from '../../ui/radio-group';
import { media, useMedia } from '../../ui/use-media';
import { CompletionColumn } from './completion-column';
import { shownCompletions } from './shown-completions';

/** Side by side, parted by hairlines; a phone shows one at a time. */
export function CompletionColumns({ run }: { readonly run: CompleteRun }) {
  const completions = shownCompletions(run);
  const narrow = useMedia(media.narrow);
  const [chosen, choose] = useState<string | null>(null);
  const latest = completions.at(-1);
  const front = completions.find(({ n }) => String(n) === chosen) ?? (latest?.from === null ? completions[0] : latest);
  const shown = narrow && front !== undefined ? [front] : completions;
  return (
    <>
      {narrow && completions.length > 1 && (
        <div className="flex-none border-line border-b px-4 py-2">
          <Segmented
            className="w-full"
            label="Completion shown"
            value={String(front?.n)}
            options={completions.map(({ n, from }) => ({
              value: String(n),
              label: completions.length > 3 ? String(n) : `Completion ${n}`,
              ...(from !== null && { icon: 'branch' as const }),
            }))}
            onPick={choose}
          />
        </div>
      )}
      <div className="thin-scrollbar relative grid min-h-0 flex-1 auto-cols-[minmax(280px,1fr)] grid-flow-col overflow-x-auto max-medium:flex-none max-medium:auto-cols-[minmax(0,1fr)]">
        {shown.map((completion) => (
          <CompletionColumn key={completion.n} run={run} completion={completion} />
        ))}
      </div>
      <PassedOver run={run} />
    </>
  );
}

/** They were paid, and are not shown. */
function PassedOver({ run }: { readonly run: CompleteRun }) {
  const count = run.completions.length - shownCompletions(run).length;
  if (count === 0) return null;
  return (
    <p className="flex-none border-line border-t px-4 py-2 text-ink-3 text-small">
      {count === 1 ? 'One more was sampled' : `${count} more were sampled`}, and passed over: best of {run.setup.bestOf}{' '}
      by the highest mean log-probability.
    </p>
  );
}

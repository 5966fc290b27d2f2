import type { RowFilter, RowFlag } from '../../../core/tuning/tuning-port';
import { whole } from '../../shared/counted';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { PaneHead } from '../../ui/pane';
import { TextInput } from '../../ui/text-input';
import { useActive, useTune, useTuneActions, useTuning } from '../use-tune';
import { ColumnFilters, type FilterChange } from './column-filters';
import { flagOrder, flagWords } from './row-words';

/** The head of the table: which rows it shows. */
export function ExampleFilters({ meta }: { readonly meta: string }) {
  const tune = useTuneActions();
  const filter = useTune(({ table }) => table.filter);
  const counts = useTune(({ table }) => table.page?.counts);
  const change = (next: FilterChange) => tune.setFilter(withoutUndefined({ ...filter, ...next }));
  const flags = flagOrder.filter((flag) => (counts?.flags[flag] ?? 0) > 0 || filter.flag === flag);
  return (
    <PaneHead className="flex-wrap py-2">
      <h2>Generated examples</h2>
      <span className="min-w-16 flex-1 truncate text-ink-3 text-small" role="status" title={meta}>
        {meta}
      </span>
      <TextInput
        className="w-[120px] max-medium:w-full"
        label="Filter by text"
        hideLabel
        type="search"
        placeholder="Filter by text"
        value={filter.text ?? ''}
        onText={(text) => change({ text: text === '' ? undefined : text })}
      />
      <ColumnFilters filter={filter} counts={counts} onChange={change} />
      <div className={underLook}>
        {flags.length > 0 && (
          <fieldset className={flagsLook} aria-label="Flags">
            {flags.map((flag) => (
              <FlagButton
                key={flag}
                flag={flag}
                count={counts?.flags[flag] ?? 0}
                isOn={filter.flag === flag}
                onToggle={(on) => change({ flag: on ? flag : undefined })}
              />
            ))}
          </fieldset>
        )}
        <RetryFailed />
      </div>
    </PaneHead>
  );
}

/** Beside the last choices where there is room. */
const underLook = 'flex min-w-0 flex-[1_1_240px] items-center gap-1.5 empty:hidden max-medium:basis-full';

const flagsLook = 'thin-scrollbar relative flex min-w-0 flex-1 items-center gap-1.5 overflow-x-auto py-0.5';

function withoutUndefined(filter: FilterChange): RowFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as RowFilter; // what is left is defined
}

interface FlagButtonProps {
  readonly flag: RowFlag;
  readonly count: number;
  readonly isOn: boolean;
  readonly onToggle: (on: boolean) => void;
}

function FlagButton({ flag, count, isOn, onToggle }: FlagButtonProps) {
  const { title, about } = flagWords[flag];
  return (
    <Button
      tight
      className={classNames('flex-none text-small', isOn && 'border-accent-line! bg-accent-tint! text-accent-ink!')}
      aria-pressed={isOn}
      tip={about}
      onClick={() => onToggle(!isOn)}
    >
      {title} <b>{whole(count)}</b>
    </Button>
  );
}

/** Of the runs in the table: repeats what failed of the last one that has any. */
function RetryFailed() {
  const tune = useTuneActions();
  const active = useActive();
  const runs = useTuning((work) => work.runs);
  const runId = useTune(({ table }) => table.runId);
  const failed = runs.findLast((run) => run.failed > 0 && (runId === null || run.id === runId));
  if (failed === undefined) return null;
  return (
    <Button
      tight
      className="ml-auto flex-none"
      icon="retry"
      tip={`Repeats the failed stages of run ${failed.n} only`}
      unavailable={active === null ? undefined : 'A run is under way.'}
      onClick={() => void tune.retryFailed(failed.id)}
    >
      Retry failed <b>{whole(failed.failed)}</b>
    </Button>
  );
}

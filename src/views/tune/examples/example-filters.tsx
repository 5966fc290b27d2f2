import type { RowFilter, RowFlag } from '../../../core/tuning/tuning-port';
import { whole } from '../../shared/counted';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { PaneHead } from '../../ui/pane';
import { Select } from '../../ui/select';
import { TextInput } from '../../ui/text-input';
import { makeWords } from '../run/run-words';
import { useActive, useTune, useTuneActions, useTuning } from '../use-tune';
import { flagOrder, flagWords, outcomeOptions } from './row-words';

/** The head of the table: which rows it shows. */
export function ExampleFilters({ meta }: { readonly meta: string }) {
  const tune = useTuneActions();
  const filter = useTune(({ table }) => table.filter);
  const counts = useTune(({ table }) => table.page?.counts);
  const change = (next: { readonly [Field in keyof RowFilter]?: RowFilter[Field] | undefined }) =>
    tune.setFilter(withoutUndefined({ ...filter, ...next }));
  const flags = flagOrder.filter((flag) => (counts?.flags[flag] ?? 0) > 0 || filter.flag === flag);
  const outcomes = outcomeOptions.filter(({ value }) => (counts?.outcomes[value] ?? 0) > 0 || filter.outcome === value);
  return (
    <>
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
        <RunFilter />
        <Select
          className="w-[128px] max-medium:flex-1"
          label="Outcome"
          hideLabel
          value={filter.outcome ?? 'all'}
          options={[
            { value: 'all', label: 'All outcomes' },
            ...outcomes.map(({ value, label }) => ({
              value,
              label: `${label} (${whole(counts?.outcomes[value] ?? 0)})`,
            })),
          ]}
          onPick={(value) => change({ outcome: value === 'all' ? undefined : value })}
        />
        <PrincipleFilter value={filter.principle} onPick={(principle) => change({ principle })} />
      </PaneHead>
      <div className="flex flex-none items-center gap-1.5 px-4 not-empty:pb-2">
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
    </>
  );
}

const flagsLook = 'thin-scrollbar relative flex min-w-0 flex-1 items-center gap-1.5 overflow-x-auto py-0.5';

function withoutUndefined(filter: { readonly [Field in keyof RowFilter]?: RowFilter[Field] | undefined }): RowFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as RowFilter; // what is left is defined
}

function RunFilter() {
  const tune = useTuneActions();
  const runs = useTuning((work) => work.runs);
  const runId = useTune(({ table }) => table.runId);
  return (
    <Select
      className="w-[148px] max-medium:flex-1"
      label="Run"
      hideLabel
      value={runId ?? ''}
      options={[
        { value: '', label: runs.length === 1 ? 'Run 1' : 'All runs' },
        ...(runs.length === 1 ? [] : runs.toReversed()).map(({ id, n, settings, broughtIn }) => ({
          value: id,
          label: `Run ${n}: ${broughtIn ?? makeWords[settings.make]}`,
        })),
      ]}
      onPick={(value) => tune.showRun(value === '' ? null : value)}
    />
  );
}

interface PrincipleFilterProps {
  readonly value: string | undefined;
  readonly onPick: (principle: string | undefined) => void;
}

function PrincipleFilter({ value, onPick }: PrincipleFilterProps) {
  const principles = useTune(({ statistics }) => statistics?.principles);
  const names = [...new Set((principles ?? []).filter(({ used }) => used > 0).map(({ name }) => name))];
  if (names.length < 2 && value === undefined) return null;
  return (
    <Select
      className="w-[116px] flex-none max-medium:hidden"
      label="Principle"
      hideLabel
      value={value ?? ''}
      options={[{ value: '', label: 'All principles' }, ...names.map((name) => ({ value: name, label: name }))]}
      onPick={(name) => onPick(name === '' ? undefined : name)}
    />
  );
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

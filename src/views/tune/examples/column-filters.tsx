import type { RowFilter, RowsPage } from '../../../core/tuning/tuning-port';
import { whole } from '../../shared/counted';
import { Select } from '../../ui/select';
import { makeWords } from '../run/run-words';
import { useTune, useTuneActions, useTuning } from '../use-tune';
import { lengthOptions, outcomeOptions, scoreOptions } from './row-words';

/** Undefined takes back what is filtered by. */
export type FilterChange = { readonly [Field in keyof RowFilter]?: RowFilter[Field] | undefined };

interface ColumnFiltersProps {
  readonly filter: RowFilter;
  readonly counts: RowsPage['counts'] | undefined;
  readonly onChange: (change: FilterChange) => void;
}

/** A choice for each column but those of words; on a phone two beside each other. */
export function ColumnFilters({ filter, counts, onChange }: ColumnFiltersProps) {
  const isPair = useTuning(({ runs }) => runs.every(({ settings }) => settings.make === 'comparison'));
  const hasScores = filter.score !== undefined || Object.keys(counts?.scores ?? {}).some((score) => score !== 'none');
  return (
    <>
      <RunFilter />
      <CountedFilter
        className="w-[128px]"
        label="Outcome"
        all="All outcomes"
        options={outcomeOptions}
        counts={counts?.outcomes}
        value={filter.outcome}
        onPick={(outcome) => onChange({ outcome })}
      />
      <PrincipleFilter value={filter.principle} onPick={(principle) => onChange({ principle })} />
      <CountedFilter
        className="w-[148px]"
        label="Length"
        all="Any length"
        options={lengthOptions(isPair)}
        counts={counts?.lengths}
        value={filter.length}
        onPick={(length) => onChange({ length })}
      />
      {hasScores && (
        <CountedFilter
          className="w-[164px]"
          label="Score"
          all="Any score"
          options={scoreOptions}
          counts={counts?.scores}
          value={filter.score}
          onPick={(score) => onChange({ score })}
        />
      )}
    </>
  );
}

/** Grows to half of a phone's width, or to all of it where it stands alone. */
const onPhone = 'max-medium:min-w-[40%] max-medium:flex-1';

function RunFilter() {
  const tune = useTuneActions();
  const runs = useTuning((work) => work.runs);
  const runId = useTune(({ table }) => table.runId);
  return (
    <Select
      className={`w-[148px] ${onPhone}`}
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

interface CountedFilterProps<Value extends string> {
  readonly className: string;
  readonly label: string;
  /** Of the option that leaves every row. */
  readonly all: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly counts: Readonly<Partial<Record<Value, number>>> | undefined;
  readonly value: Value | undefined;
  readonly onPick: (value: Value | undefined) => void;
}

/** Offers what there is, each with its rows. */
function CountedFilter<Value extends string>(props: CountedFilterProps<Value>) {
  const { className, label, all, options, counts, value: picked, onPick } = props;
  const countOf = (value: Value) => counts?.[value] ?? 0;
  const offered = options.filter(({ value }) => countOf(value) > 0 || value === picked);
  return (
    <Select<Value | 'all'>
      className={`${className} flex-none ${onPhone}`}
      label={label}
      hideLabel
      value={picked ?? 'all'}
      options={[
        { value: 'all', label: all },
        ...offered.map(({ value, label }) => ({ value, label: `${label} (${whole(countOf(value))})` })),
      ]}
      onPick={(value) => onPick(value === 'all' ? undefined : (value as Value))} // all but `all` are values
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
      className={`w-[116px] flex-none ${onPhone}`}
      label="Principle"
      hideLabel
      value={value ?? ''}
      options={[{ value: '', label: 'All principles' }, ...names.map((name) => ({ value: name, label: name }))]}
      onPick={(name) => onPick(name === '' ? undefined : name)}
    />
  );
}

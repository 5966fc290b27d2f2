import type { TuningRun } from '../../../core/tuning/run/tuning-work';
import type { RowShown } from '../../../core/tuning/tuning-port';
import { counted } from '../../shared/counted';
import { Chip, Outcome } from '../../ui/chip';
import { classNames } from '../../ui/class-names';
import { Icon } from '../../ui/icon';
import { editedWord, flagWords, isOut, lengthsWords, outcomeMarks, standingOf } from './row-words';

interface ExampleRowProps {
  /** In the table, from 0. */
  readonly place: number;
  /** Undefined while it is fetched. */
  readonly row: RowShown | undefined;
  readonly height: number;
  readonly columns: number;
  /** The table has rows of several runs. */
  readonly namesRun: boolean;
  readonly run: TuningRun | undefined;
  readonly isOpen: boolean;
  readonly onToggle: (row: RowShown) => void;
}

/** A line of the table; its first cell opens it. */
export function ExampleRow({ place, row, height, columns, namesRun, run, isOpen, onToggle }: ExampleRowProps) {
  const common = { 'aria-rowindex': place + 2, style: { height } };
  if (row === undefined)
    return (
      <tr {...common}>
        <td colSpan={columns} />
      </tr>
    );
  const standing = standingOf(row);
  const isPair = run?.settings.make === 'comparison';
  return (
    <tr {...common} className={isOpen ? 'bg-accent-tint' : 'hover:bg-hover'}>
      <td className="pl-4!">
        <button
          type="button"
          className={openLook}
          aria-expanded={isOpen}
          aria-label={`Row ${row.id}${namesRun && run !== undefined ? ` of run ${run.n}` : ''}: ${row.prompt}`}
          title={run === undefined ? undefined : `Row ${row.row} of run ${run.n}`}
          disabled={row.outcome === 'under-way'}
          onClick={() => onToggle(row)}
        >
          <Icon
            name="right"
            className={classNames('text-ink-3 transition-transform duration-base', isOpen && 'rotate-90')}
          />
          <span className="truncate">{row.id}</span>
          {namesRun && run !== undefined && (
            <span className="ml-auto pr-1 font-sans text-ink-3 text-micro">run {run.n}</span>
          )}
        </button>
      </td>
      <td>
        <span
          className={classNames(
            'block truncate max-medium:line-clamp-2 max-medium:whitespace-normal',
            isOut(standing) && 'text-ink-2',
            isOpen && 'font-bold',
          )}
        >
          {row.prompt}
        </span>
      </td>
      <td className="truncate text-ink-2 max-medium:hidden" title={principleWords(row.principle, run)}>
        {row.principle.replaceAll(/, (?:pair|judge) /g, ', ')}
      </td>
      <td className="num whitespace-nowrap max-medium:hidden">{lengthsWords(row, isPair)}</td>
      <td className="num max-medium:hidden">{row.score === null ? '–' : row.score.toFixed(2)}</td>
      <td className="pr-4!">
        <Standing row={row} standing={standing} />
      </td>
    </tr>
  );
}

const openLook =
  'flex min-h-8 w-full items-center gap-1.5 border-0 bg-transparent p-0 text-left font-mono text-small disabled:cursor-default disabled:opacity-60';

function Standing({ row, standing }: { readonly row: RowShown; readonly standing: keyof typeof outcomeMarks }) {
  const { icon, tone, word } = outcomeMarks[standing];
  const { edit } = row;
  const edited = editedWord(edit);
  const flags = row.flags.filter((flag) => flag !== 'cut');
  const [flag] = flags;
  return (
    <span className="flex min-w-0 items-center gap-2 overflow-hidden max-medium:gap-1">
      <Outcome icon={icon} tone={tone}>
        {standing === 'failed' && row.code !== undefined ? `failed: ${row.code}` : word}
      </Outcome>
      {edited !== null && <Chip icon="edit">{edited}</Chip>}
      {flag !== undefined && (
        <Chip
          icon="flag"
          tone="warn"
          className="min-w-6 max-medium:min-w-0"
          title={flags.map((each) => flagWords[each].title).join(', ')}
        >
          <span className="truncate max-medium:sr-only">
            {flags.length > 1 ? counted(flags.length, 'flag') : flagWords[flag].title.toLowerCase()}
          </span>
        </Chip>
      )}
    </span>
  );
}

/** The words of `pair 3` and `judge 2`, by the run's own constitution. */
function principleWords(names: string, run: TuningRun | undefined): string | undefined {
  if (run === undefined) return undefined;
  const { pairs, comparisonPrinciples } = run.constitution;
  const words = names.split(', ').map((name) => {
    const [kind, number] = name.split(' ');
    const at = Number(number) - 1;
    return kind === 'judge' ? comparisonPrinciples[at]?.text : pairs[at]?.critique;
  });
  return words.filter((each) => each !== undefined).join('\n') || undefined;
}

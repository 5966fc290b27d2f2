import type { ReactNode } from 'react';
import type { OutcomeCounts, TuningStatistics } from '../../../core/tuning/export/tuning-statistics';
import { whole } from '../../shared/counted';
import { Outcome } from '../../ui/chip';
import { DetailsSection } from '../../ui/details-section';
import { FoldOut } from '../../ui/fold-out';
import { Notice } from '../../ui/notice';
import { Table } from '../../ui/table/table';
import { outcomeMarks } from '../examples/row-words';
import { useTune, useTuning } from '../use-tune';
import { Whiskers } from './whiskers';

/** What came of the runs in the table. */
export function StatisticsSection() {
  const statistics = useTune((tune) => tune.statistics);
  const runId = useTune(({ table }) => table.runId);
  const runs = useTuning((work) => work.runs);
  if (runs.length === 0) return null;
  const chosen = runs.find(({ id }) => id === runId);
  const sum = chosen ? `run ${chosen.n}` : runs.length === 1 ? 'run 1' : 'all runs';
  return (
    <section aria-label="Statistics" aria-busy={statistics === null || undefined}>
      <DetailsSection title="Statistics" sum={sum} startsOpen isLast>
        {statistics === null || statistics.rows === 0 ? (
          <p className="hint">Nothing to count yet.</p>
        ) : (
          <Figures statistics={statistics} />
        )}
      </DetailsSection>
    </section>
  );
}

function Figures({ statistics }: { readonly statistics: TuningStatistics }) {
  const { flips, words, outcomes, firstPlaceWon, longerWon, favours, principles } = statistics;
  return (
    <>
      {(flips !== null || words !== null) && (
        <dl className="flex flex-wrap gap-x-6 gap-y-2">
          {flips !== null && (
            <Figure name="Flip rate">
              {percent(flips.share)}%
              <small className={smallLook}>
                {' '}
                {Math.round(flips.low * 100)} to {Math.round(flips.high * 100)}
              </small>
            </Figure>
          )}
          {words !== null && (
            <Figure name="Words, median">
              {whole(words.before)}
              <small className={smallLook}> {flips === null ? '→' : '|'} </small>
              {whole(words.after)}
            </Figure>
          )}
        </dl>
      )}
      <Bars outcomes={outcomes} />
      {(firstPlaceWon !== null || longerWon !== null) && (
        <Whiskers
          label="Judge, with 95% intervals"
          items={[
            { name: 'First place won', proportion: firstPlaceWon },
            { name: 'Longer answer won', proportion: longerWon },
          ]}
        />
      )}
      {favours.map((bias) => (
        <Notice key={bias} tone="warn">
          {biasWords[bias]}
        </Notice>
      ))}
      {principles.length > 0 && <ByPrinciple principles={principles} />}
    </>
  );
}

const biasWords = {
  'first-place': 'The judge favours the answer that stands first: its interval lies above even odds.',
  'second-place': 'The judge favours the answer that stands second: its interval lies below even odds.',
  longer: 'The judge favours the longer answer: its interval lies above even odds.',
  shorter: 'The judge favours the shorter answer: its interval lies below even odds.',
} as const;

const smallLook = 'font-regular text-ink-3 text-small';

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-2 text-small">{name}</dt>
      <dd className="font-bold text-figure">{children}</dd>
    </div>
  );
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}

/** Outcomes of rows, each with a bar for its share. */
function Bars({ outcomes }: { readonly outcomes: OutcomeCounts }) {
  const shown = barOrder.filter((key) => (outcomes[key] ?? 0) > 0);
  const most = Math.max(1, ...shown.map((key) => outcomes[key] ?? 0));
  return (
    <ul className="grid gap-0.5" aria-label="Outcomes">
      {shown.map((key) => {
        const { icon, tone, word } = outcomeMarks[key];
        const count = outcomes[key] ?? 0;
        return (
          <li
            key={key}
            className="grid min-h-[22px] grid-cols-[136px_minmax(0,1fr)_40px] items-center gap-2 text-small"
          >
            <Outcome icon={icon} tone={tone}>
              {word.charAt(0).toUpperCase()}
              {word.slice(1)}
            </Outcome>
            <span className={barLook} aria-hidden="true">
              <i className={fillLook} style={{ width: `${(count / most) * 100}%` }} />
            </span>
            <b className="num">{whole(count)}</b>
          </li>
        );
      })}
    </ul>
  );
}

const barLook =
  'block h-1 overflow-hidden rounded-[2px] bg-pressed forced-colors:border forced-colors:border-[CanvasText]';
const fillLook = 'block h-full bg-ink-2 forced-colors:bg-[Highlight] forced-colors:forced-color-adjust-none';

const barOrder = [
  'revised',
  'nothing-to-improve',
  'first-wins',
  'second-wins',
  'tie',
  'flipped',
  'identical',
  'unreadable',
  'cut',
  'rejected',
  'failed',
  'under-way',
] as const;

function ByPrinciple({ principles }: Pick<TuningStatistics, 'principles'>) {
  const used = principles.filter((each) => each.used > 0);
  const columns = barOrder.filter((key) => used.some(({ outcomes }) => (outcomes[key] ?? 0) > 0));
  return (
    <FoldOut summary="By principle">
      <Table label="Outcomes by principle" className="whitespace-nowrap text-small">
        <thead>
          <tr>
            <th scope="col">Principle</th>
            <th scope="col" className="num">
              Used
            </th>
            {columns.map((key) => (
              <th key={key} scope="col" className="num">
                {outcomeMarks[key].word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {used.map(({ name, about, used: count, outcomes }) => (
            <tr key={`${name} ${about}`}>
              <th scope="row" title={about}>
                {name}
              </th>
              <td className="num">{whole(count)}</td>
              {columns.map((key) => (
                <td key={key} className="num">
                  {whole(outcomes[key] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </FoldOut>
  );
}

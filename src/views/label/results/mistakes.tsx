import { useMemo } from 'react';
import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { counted, whole } from '../../shared/counted';
import { Card } from '../../ui/card';
import { ContentBoundary } from '../../ui/content-boundary';
import { LinkButton } from '../../ui/link-button';
import { type VirtualColumn, VirtualTable } from '../../ui/table/virtual-table';
import { focusMistakes } from './focus-mistakes';
import { handAnswers } from './hand-answers';
import {
  everyMistake,
  isCorrected,
  isMistake,
  listMistakes,
  type MistakeFilter,
  type MistakeOrder,
  namesRules,
  showsAll,
} from './mistake-list';
import { MistakeRow } from './mistake-row';
import { MistakeTools } from './mistake-tools';
import { useReasonDrafts } from './reason-drafts';
import { labelsOf } from './shown-evaluation';
import type { ShownScorecard } from './shown-scorecard';

interface MistakesProps {
  readonly run: LabelerRun;
  readonly card: ShownScorecard;
  readonly filter: MistakeFilter;
  readonly onFilter: (filter: MistakeFilter) => void;
  readonly order: MistakeOrder;
  readonly onOrder: (order: MistakeOrder) => void;
}

/** A subject and three lines of text. */
const rowHeight = 86;

/** The rows that were misread, each to be answered with a reason or a better golden label. */
export function Mistakes({ run, card: { rows, rulebookOf, split }, filter, onFilter, order, onOrder }: MistakesProps) {
  const shown = useMemo(() => listMistakes(rows, { filter, order }), [rows, filter, order]);
  const mistakes = useMemo(() => rows.filter(isMistake), [rows]);
  const corrected = useMemo(() => rows.filter(isCorrected).length, [rows]);
  const answers = useMemo(() => handAnswers(run), [run]);
  const drafts = useReasonDrafts(run.id);
  const labels = labelsOf(run);
  const withoutRule = useMemo(() => (namesRules(rows) ? 'none' : 'not told'), [rows]);
  const unread = mistakes.filter(({ prediction }) => prediction.label === null).length;

  return (
    <Card
      kind="region"
      className="span"
      id="mistakes"
      title="Mistakes"
      focusable
      note={`${whole(mistakes.length)} of ${counted(rows.length, 'row')} misread${unread > 0 ? `, ${whole(unread)} of them unread` : ''}`}
      aside={<Kinds {...{ filter, onFilter, corrected, shown: shown.length }} />}
    >
      <MistakeTools {...{ rows, labels, filter, onFilter, order, onOrder }} />
      {shown.length === 0 ? (
        <p className="okline">
          {mistakes.length === 0 && filter.kind === 'misread' ? 'Every row was read rightly.' : 'No row is like that.'}
        </p>
      ) : (
        <VirtualTable
          label="Mistakes"
          frameClassName="max-h-[520px]"
          className="mist max-medium:min-w-0"
          columns={columns}
          count={shown.length}
          rowHeight={rowHeight}
          keyOf={(index) => shown[index]?.id ?? String(index)}
        >
          {({ index, key }, measure) => {
            const row = shown[index];
            const isTest = split === 'test';
            return (
              row && (
                <ContentBoundary key={key} what={`Row ${row.row}`} within="table">
                  <MistakeRow
                    ref={measure}
                    answer={answers.get(row.id)}
                    rulebook={rulebookOf(row.prediction)}
                    {...{ index, row, labels, drafts, isTest, withoutRule }}
                  />
                </ContentBoundary>
              )
            );
          }}
        </VirtualTable>
      )}
    </Card>
  );
}

interface KindsProps {
  readonly filter: MistakeFilter;
  readonly onFilter: (filter: MistakeFilter) => void;
  /** Rows whose golden label the author changed; and rows in the table now. */
  readonly corrected: number;
  readonly shown: number;
}

/** What the table shows where that is not every mistake, and the ways between. */
function Kinds({ filter, onFilter, corrected, shown }: KindsProps) {
  const { kind } = filter;
  const isUsual = kind === 'misread' && showsAll(filter);
  const show = (next: MistakeFilter) => {
    onFilter(next);
    // The button that was pressed is gone.
    focusMistakes();
  };
  const what = { misread: 'shown', right: 'read rightly', corrected: 'corrected' }[kind];
  return (
    <span className="kinds small">
      {!isUsual && <span role="status">{`${whole(shown)} ${what}`}</span>}
      {corrected > 0 && kind !== 'corrected' && (
        <LinkButton onClick={() => show({ ...everyMistake, kind: 'corrected' })}>
          Show {whole(corrected)} corrected
        </LinkButton>
      )}
      {!isUsual && <LinkButton onClick={() => show(everyMistake)}>Show all mistakes</LinkButton>}
    </span>
  );
}

/** On a phone: what a row is, what it should be and what it was read as go before the rule that led there. */
const columns: readonly VirtualColumn[] = [
  { title: 'Row', className: 'w-14 max-medium:hidden' },
  { title: 'Text' },
  { title: 'Golden label', className: 'w-[150px] max-medium:w-[104px]' },
  { title: 'Prediction', className: 'w-[148px] max-medium:w-[88px]' },
  { title: 'Rule it followed', className: 'w-[116px] max-medium:hidden' },
  { title: <span className="sr-only">Reason</span>, className: 'w-10' },
];

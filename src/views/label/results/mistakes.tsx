import { useMemo } from 'react';
import type { Rulebook } from '../../../core/labeler/rulebook';
import { counted } from './figures';
import { everyMistake, isMistake, listMistakes, type MistakeFilter, type MistakeOrder } from './mistake-list';
import { MistakeRow } from './mistake-row';
import { MistakeTools } from './mistake-tools';
import type { ReadRow } from './shown-evaluation';
import { VirtualTable } from './virtual-table';

interface MistakesProps {
  readonly rows: readonly ReadRow[];
  readonly labels: readonly string[];
  /** That read them; null where there are several. */
  readonly rulebook: Rulebook | null;
  readonly filter: MistakeFilter;
  readonly onFilter: (filter: MistakeFilter) => void;
  readonly order: MistakeOrder;
  readonly onOrder: (order: MistakeOrder) => void;
}

/** Most rows have two lines of text. */
const rowHeight = 58;

export function Mistakes({ rows, labels, rulebook, filter, onFilter, order, onOrder }: MistakesProps) {
  const shown = useMemo(() => listMistakes(rows, { filter, order }), [rows, filter, order]);
  const mistakes = useMemo(() => rows.filter(isMistake), [rows]);
  const unread = mistakes.filter(({ prediction }) => prediction.label === null).length;

  return (
    <section className="span" aria-label="Mistakes" id="mistakes">
      <div className="card-head">
        <h3>Mistakes</h3>
        <span className="faint">
          {mistakes.length} of {counted(rows.length, 'row')} misread{unread > 0 && `, ${unread} of them unread`}
        </span>
      </div>
      <MistakeTools {...{ rows, labels, filter, onFilter, order, onOrder }} />
      {filter.right && (
        <p className="hint">
          Rows that were read rightly.{' '}
          <button type="button" className="link" onClick={() => onFilter(everyMistake)}>
            Show the mistakes
          </button>
        </p>
      )}
      {shown.length === 0 ? (
        <p className="okline">{mistakes.length === 0 ? 'Every row was read rightly.' : 'No row is like that.'}</p>
      ) : (
        <VirtualTable
          label="Mistakes"
          className="mist"
          head={[
            'Row',
            'Text',
            'Golden label',
            'Prediction',
            'Rule it followed',
            <span key="reason" className="sr">
              Reason
            </span>,
          ]}
          count={shown.length}
          rowHeight={rowHeight}
          keyOf={(index) => shown[index]?.id ?? String(index)}
        >
          {({ index, key }, measure) => {
            const row = shown[index];
            return row && <MistakeRow key={key} ref={measure} {...{ index, row, labels, rulebook }} />;
          }}
        </VirtualTable>
      )}
    </section>
  );
}

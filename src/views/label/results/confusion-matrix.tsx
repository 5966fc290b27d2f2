import type { CSSProperties } from 'react';
import { type Confusion, costliestConfusion } from '../../../core/labeler/score/scorecard';
import { counted } from '../../shared/counted';
import { Card } from '../../ui/card';
import { LinkButton } from '../../ui/link-button';
import { Table } from '../../ui/table/table';
import type { Predicted } from './mistake-list';

interface ConfusionMatrixProps {
  readonly confusion: Confusion;
  /** Shows the rows of a cell. */
  readonly onCell: (golden: string, predicted: Predicted) => void;
}

/** Rows are golden labels, columns what the labeler made of them; the last column is what it could not read. */
export function ConfusionMatrix({ confusion, onCell }: ConfusionMatrixProps) {
  const { labels, counts, unread } = confusion;
  const costly = costliestConfusion(confusion);
  const worst = Math.max(1, costly?.count ?? 0);
  return (
    <Card title="Confusion matrix" note="rows: golden label">
      <Table label="Confusion matrix" className="cm" style={{ '--labels': labels.length + 1 } as CSSProperties}>
        <thead>
          <tr>
            <th scope="col">Golden</th>
            {labels.map((label) => (
              <th key={label} scope="col" title={label}>
                {label}
              </th>
            ))}
            <th scope="col">Unread</th>
          </tr>
        </thead>
        <tbody>
          {labels.map((golden, row) => (
            <tr key={golden}>
              <th scope="row" title={golden}>
                {golden}
              </th>
              {labels.map((label, column) => (
                <Count
                  key={label}
                  count={counts[row]?.[column] ?? 0}
                  worst={worst}
                  right={row === column}
                  name={`${golden} read as ${label}`}
                  onPick={() => onCell(golden, { kind: 'label', label })}
                />
              ))}
              <Count
                count={unread[row] ?? 0}
                worst={worst}
                right={false}
                name={`${golden} unread`}
                onPick={() => onCell(golden, { kind: 'unread' })}
              />
            </tr>
          ))}
        </tbody>
      </Table>
      {costly !== null && costly.count > 1 && (
        <p className="hint">
          Most costly: {counted(costly.count, 'row')} of {costly.golden}{' '}
          {costly.predicted === null ? 'unread' : `read as ${costly.predicted}`}.{' '}
          <LinkButton onClick={() => onCell(costly.golden, predictedOf(costly.predicted))}>Show them</LinkButton>
        </p>
      )}
    </Card>
  );
}

function predictedOf(label: string | null): Predicted {
  return label === null ? { kind: 'unread' } : { kind: 'label', label };
}

interface CountProps {
  readonly count: number;
  readonly worst: number;
  readonly right: boolean;
  readonly name: string;
  readonly onPick: () => void;
}

function Count({ count, worst, right, name, onPick }: CountProps) {
  if (count === 0) {
    return (
      <td>
        <span aria-hidden="true">·</span>
        <span className="sr">0</span>
      </td>
    );
  }
  return (
    <td className={right ? 'ok' : shade(count / worst)}>
      <button type="button" aria-label={`${count}, ${name}: show these rows`} onClick={onPick}>
        {count}
      </button>
    </td>
  );
}

function shade(share: number): string {
  if (share > 0.8) return 'e3';
  return share > 0.4 ? 'e2' : 'e1';
}

import { type ReactNode, useId } from 'react';
import type { Scorecard } from '../../../core/labeler/score/scorecard';
import { whole } from '../../shared/counted';
import { Card } from '../../ui/card';
import { ColumnHeads, Table } from '../../ui/table/table';
import { blockedOf, interval2, score2, score3 } from './figures';

interface ScorecardTableProps {
  readonly card: Scorecard;
  /** Beside the heading: which rows they are, and whose. */
  readonly of: ReactNode;
  readonly accuracy: { readonly low: number; readonly high: number };
  readonly macroF1: { readonly low: number; readonly high: number };
}

export function ScorecardTable({ card, of, accuracy, macroF1 }: ScorecardTableProps) {
  return (
    <Card title="Scorecard" aside={of}>
      <dl className="figures">
        <Figure name="Accuracy" value={score3(card.accuracy)} interval={accuracy} />
        <Figure name="Macro F1" value={score3(card.macroF1)} interval={macroF1} />
        <Figure name="Unread" value={whole(card.unread)} of={blockedOf(card)} />
      </dl>
      <Table label="Scorecard">
        <ColumnHeads
          names={['Label', 'Precision', 'Recall', 'F1', 'Support']}
          numbers={['Precision', 'Recall', 'F1', 'Support']}
        />
        <tbody>
          {card.labels.map(({ label, precision, recall, f1, support }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="num">{score2(precision)}</td>
              <td className="num">{score2(recall)}</td>
              <td className="num">
                <span className="f1">
                  <span className="f1-bar" aria-hidden="true">
                    <span style={{ width: `${f1 * 100}%` }} />
                  </span>
                  {score2(f1)}
                </span>
              </td>
              <td className="num faint">{whole(support)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  /** 95%. */
  readonly interval?: { readonly low: number; readonly high: number };
  /** What it is a part of, and what is a part of it. */
  readonly of?: string;
}

function Figure({ name, value, interval, of }: FigureProps) {
  const id = useId();
  return (
    <div>
      <dt id={id}>{name}</dt>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: the value is found by the name of its term */}
      <dd aria-labelledby={id}>
        {value}
        {interval !== undefined && (
          <small data-tip="95% interval">
            <span className="sr">95% interval </span>
            {interval2(interval)}
          </small>
        )}
        {of !== undefined && <small>{of}</small>}
      </dd>
    </div>
  );
}

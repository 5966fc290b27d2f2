import { counted } from '../../shared/counted';
import { Card } from '../../ui/card';
import { ColumnHeads, Table } from '../../ui/table/table';
import { interval2, pValue, score3, signed3 } from './figures';

/** Something that the labeler has to be better than. */
export interface Rival {
  readonly name: string;
  readonly accuracy: number;
  /** Paired, on the same rows: the labeler's accuracy minus this one's, with its 95% interval and the exact McNemar test. */
  readonly difference: { readonly value: number; readonly low: number; readonly high: number; readonly p: number };
}

interface ComparisonProps {
  readonly rivals: readonly Rival[];
  readonly rows: number;
}

/** Whether training was worth it. */
export function Comparison({ rivals, rows }: ComparisonProps) {
  if (rivals.length === 0) return null;
  return (
    <Card className="span" title="Compared" note={`paired, on the same ${counted(rows, 'row')}`}>
      <Table label="Comparison">
        <ColumnHeads
          names={['Against', 'Accuracy', 'Difference', '95% interval', 'McNemar test']}
          numbers={['Accuracy', 'Difference']}
        />
        <tbody>
          {rivals.map(({ name, accuracy, difference }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="num">{score3(accuracy)}</td>
              <td className="num">
                <b>{signed3(difference.value)}</b>
              </td>
              <td className="whole">{interval2(difference)}</td>
              <td className="whole">
                {pValue(difference.p)}
                {difference.p >= 0.05 && <span className="faint"> could be chance</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

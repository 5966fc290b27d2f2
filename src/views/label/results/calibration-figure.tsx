import type { Calibration } from '../../../core/labeler/score/calibration';
import { whole } from '../../shared/counted';
import { Card } from '../../ui/card';
import { ColumnHeads, Table } from '../../ui/table/table';
import { CalibrationChart } from './calibration-chart';
import { interval2, score2, score3 } from './figures';
import { calibrationWords } from './shown-confidence';

/** Whether the model is as often right as it says it is. */
export function CalibrationFigure({ calibration }: { readonly calibration: Calibration }) {
  const words = calibrationWords(calibration);
  return (
    <Card
      kind="figure"
      title="Calibration"
      note="accuracy by confidence"
      aside={
        <span className="legend" aria-hidden="true">
          <span>
            <svg width="18" height="8" aria-hidden="true">
              <path className="ideal-key" d="M0 4h18" />
            </svg>
            as sure as right
          </span>
        </span>
      }
    >
      <CalibrationChart calibration={calibration} words={words} />
      <p className="small muted">{words}</p>
      <details className="as-table">
        <summary>Calibration as a table</summary>
        <Table label="Calibration">
          <ColumnHeads
            names={['Confidence', 'Rows', 'Mean', 'Right', '95% interval']}
            numbers={['Rows', 'Mean', 'Right']}
          />
          <tbody>
            {calibration.bins.map(({ from, to, count, confidence, accuracy, interval }) => (
              <tr key={from}>
                <th scope="row">
                  {from.toFixed(1)} to {to.toFixed(1)}
                </th>
                <td className="num">{whole(count)}</td>
                <td className="num">{score2(confidence)}</td>
                <td className="num">{score2(accuracy)}</td>
                <td className="whole">{interval2(interval)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
        <p className="small faint">Brier score of the label that was given: {score3(calibration.brier)}.</p>
      </details>
    </Card>
  );
}

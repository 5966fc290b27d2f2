import type { TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import { whole } from '../../shared/counted';
import { Card } from '../../ui/card';
import { ColumnHeads, Table } from '../../ui/table/table';
import { interval2, score3 } from './figures';
import { labelerTitle } from './shown-evaluation';

/** What each expert is for, and how well it does on validation rows of its region. */
export function ExpertsTable({ labelers }: { readonly labelers: readonly TrainedLabeler[] }) {
  const experts = labelers.filter(({ region }) => region !== null);
  if (experts.length === 0) return null;
  return (
    <Card
      className="span"
      title="Experts"
      note="a labeler for each region of meaning; rows far from all go to the single one"
    >
      <Table label="Experts">
        <ColumnHeads
          names={['Expert', 'Words of its region', 'Training rows', 'Validation score', '95% interval']}
          numbers={['Training rows', 'Validation score']}
        />
        <tbody>
          {experts.map(({ key, region, checkpoints, championId }) => {
            const score = checkpoints.find(({ id }) => id === championId)?.score ?? null;
            return (
              <tr key={key}>
                <th scope="row">{labelerTitle(key)}</th>
                <td>{region?.words.join(', ')}</td>
                <td className="num">{whole(region?.rows ?? 0)}</td>
                <td className="num">{score === null ? 'none yet' : score3(score.value)}</td>
                <td className="whole">{score !== null && interval2(score)}</td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </Card>
  );
}

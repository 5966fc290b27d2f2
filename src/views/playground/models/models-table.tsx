import type { Honoured } from '../../../core/model/completion-capabilities';
import type { ModelRef } from '../../../core/model/model-ref';
import type { ListedModel } from '../../../core/model/models-port';
import { isService } from '../../../core/model/provider-table';
import type { StudioState } from '../../../store/studio-state';
import { useModelOptions } from '../../shared/models/use-model-options';
import { Dialog } from '../../ui/dialog';
import { ColumnHeads, Table } from '../../ui/table/table';
import { useStudio } from '../../use-studio';
import { usePlayground, usePlaygroundModel } from '../use-playground';
import { type ModelRow, modelRow } from './model-rows';

/** What every model that is set up here can do, side by side. */
export function ModelsTable({ onClose }: { readonly onClose: () => void }) {
  const options = useModelOptions(usePlaygroundModel());
  const program = usePlayground((state) => state.program);
  const services = useStudio((state) => state.services);
  return (
    <Dialog
      open
      title="Models"
      size="wide"
      description="What is set up here. Point at a “no” for its reason."
      onClose={onClose}
    >
      <Table label="Models" className="min-w-[900px]">
        <ColumnHeads names={columns} numbers={['Context', 'Output limit']} />
        <tbody>
          {options.map(({ ref }) => {
            const row = modelRow(ref, program, listedModel(services, ref));
            return <Row key={row.key} row={row} />;
          })}
        </tbody>
      </Table>
    </Dialog>
  );
}

function listedModel(services: StudioState['services'], ref: ModelRef): ListedModel | undefined {
  if (!isService(ref.provider) || !('id' in ref)) return undefined;
  const { models } = services[ref.provider];
  return models.status === 'listed' ? models.models.find(({ id }) => id === ref.id) : undefined;
}

const columns = [
  'Provider',
  'Model',
  'Context',
  'Output limit',
  'Images',
  'Log-probabilities',
  'Scoring',
  'Embeddings',
  'Reply schema',
  'Computes on',
];

function Row({ row }: { readonly row: ModelRow }) {
  return (
    <tr>
      <td>{row.provider}</td>
      <th scope="row" className="wrap-anywhere">
        {row.id}
      </th>
      <td className="num">{row.context}</td>
      <td className="num">{row.output}</td>
      <Yes honoured={row.images} />
      <td>{row.logprobs}</td>
      <Yes honoured={row.scoring} />
      <td>{row.embeddings}</td>
      <td>{row.schema}</td>
      <td>{row.where}</td>
    </tr>
  );
}

function Yes({ honoured }: { readonly honoured: Honoured }) {
  if (honoured === true) return <td>yes</td>;
  return (
    <td title={honoured}>
      no<span className="sr-only">: {honoured}</span>
    </td>
  );
}

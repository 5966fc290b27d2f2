import { useListedIds } from '../../shared/models/use-listed-ids';
import { useActions, useStudio } from '../../use-studio';
import { ModelIdField } from '../services/model-id-field';

export function EmbeddingModelField() {
  const embeddingModel = useStudio((state) => state.settings.server.embeddingModel);
  const { update } = useActions().services;
  return (
    <ModelIdField
      label="Server embedding model"
      placeholder="Same as the server model"
      optional
      value={embeddingModel}
      ids={useListedIds('server')}
      onModel={(to) => update('server', { embeddingModel: to })}
    />
  );
}

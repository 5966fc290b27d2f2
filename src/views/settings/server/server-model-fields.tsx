import { followModel } from '../../shared/models/model-options';
import { useListedIds } from '../../shared/models/use-listed-ids';
import { useActions, useStudio } from '../../use-studio';
import { ListingFailure, ListModelsButton } from '../services/list-models';
import { ModelIdField } from '../services/model-id-field';

/** `blocked`: why the server cannot be asked for its list now. */
export function ServerModelFields({ blocked }: { readonly blocked: string | undefined }) {
  const settings = useStudio((state) => state.settings);
  const listing = useStudio((state) => state.serverModels);
  const {
    settings: { updateSettings },
    services: { updateServer, refreshServerModels },
  } = useActions();
  const ids = useListedIds('server');
  const { model, embeddingModel } = settings.server;
  return (
    <>
      <ModelIdField
        label="Server model"
        placeholder="llama3.2"
        hint={listing.status === 'listed' ? listWords(ids.length) : undefined}
        optional
        value={model}
        ids={ids}
        onModel={(to) => {
          updateServer({ model: to });
          if (model !== '' && to !== '') updateSettings(followModel(settings, { provider: 'server', from: model, to }));
        }}
        button={
          <ListModelsButton
            label="Refresh models of the server"
            tip="Ask the server which models it has"
            listing={listing}
            unavailable={blocked}
            onList={refreshServerModels}
          />
        }
      />
      <ListingFailure listing={listing} />
      <ModelIdField
        label="Server embedding model"
        placeholder="Same as the server model"
        optional
        value={embeddingModel}
        ids={ids}
        onModel={(to) => updateServer({ embeddingModel: to })}
      />
    </>
  );
}

/** Some servers have no list, and answer all the same. */
function listWords(count: number): string {
  if (count === 0) return 'This server lists no models: type the name of one.';
  return `${count === 1 ? '1 model' : `${count} models`} in its list; type to choose.`;
}

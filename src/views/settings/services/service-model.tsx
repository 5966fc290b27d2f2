import type { ServiceId } from '../../../core/model/provider-table';
import { followModel } from '../../shared/models/model-options';
import { useListedIds } from '../../shared/models/use-listed-ids';
import { useActions, useStudio } from '../../use-studio';
import { ListingFailure, ListModelsButton } from './list-models';
import { ModelIdField } from './model-id-field';
import { serviceWords } from './service-words';

interface ServiceModelProps {
  readonly service: ServiceId;
  /** Why it cannot be asked for its list now. */
  readonly blocked: string | undefined;
}

export function ServiceModel({ service, blocked }: ServiceModelProps) {
  const settings = useStudio((state) => state.settings);
  const listing = useStudio((state) => state.services[service].models);
  const {
    settings: { updateSettings },
    services: { update, listModels },
  } = useActions();
  const ids = useListedIds(service);
  const { label, list, listTip, none } = serviceWords[service].model;
  const { model } = settings[service];
  return (
    <>
      <ModelIdField
        label={label}
        placeholder={none?.placeholder}
        hint={listing.status === 'listed' ? none?.listed(ids.length) : undefined}
        optional={none !== undefined}
        value={model}
        ids={ids}
        onModel={(to) => {
          update(service, { model: to });
          if (model !== '' && to !== '') updateSettings(followModel(settings, { provider: service, from: model, to }));
        }}
        button={
          <ListModelsButton
            label={list}
            tip={listTip}
            listing={listing}
            unavailable={blocked}
            onList={() => listModels(service)}
          />
        }
      />
      <ListingFailure listing={listing} />
    </>
  );
}

import type { ServiceId } from '../../../core/model/provider-table';
import type { ListedModels } from '../../../store/studio-state';
import { CallFailure } from '../../shared/failure/call-failure';
import { followModel } from '../../shared/models/model-options';
import { useListedIds } from '../../shared/models/use-listed-ids';
import { Button } from '../../ui/button';
import { useActions, useStudio } from '../../use-studio';
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

interface ListModelsButtonProps {
  readonly label: string;
  readonly tip: string;
  readonly listing: ListedModels;
  readonly unavailable?: string | undefined;
  readonly onList: () => void;
}

function ListModelsButton({ label, tip, listing, unavailable, onList }: ListModelsButtonProps) {
  return (
    <Button label={label} tip={tip} pending={listing.status === 'loading'} unavailable={unavailable} onClick={onList}>
      Refresh models
    </Button>
  );
}

function ListingFailure({ listing }: { readonly listing: ListedModels }) {
  if (listing.status !== 'failed') return null;
  return <CallFailure error={listing.error} before="No list of models." />;
}

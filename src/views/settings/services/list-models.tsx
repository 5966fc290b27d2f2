import type { ListedModels } from '../../../store/studio-state';
import { CallFailure } from '../../shared/failure/call-failure';
import { Button } from '../../ui/button';

interface ListModelsButtonProps {
  readonly label: string;
  readonly tip: string;
  readonly listing: ListedModels;
  readonly unavailable?: string | undefined;
  readonly onList: () => void;
}

export function ListModelsButton({ label, tip, listing, unavailable, onList }: ListModelsButtonProps) {
  return (
    <Button label={label} tip={tip} pending={listing.status === 'loading'} unavailable={unavailable} onClick={onList}>
      Refresh models
    </Button>
  );
}

export function ListingFailure({ listing }: { readonly listing: ListedModels }) {
  if (listing.status !== 'failed') return null;
  return <CallFailure error={listing.error} before="No list of models." />;
}

import type { ListedModels } from '../../../store/studio-state';
import { outcomeWords } from '../../shared/failure/outcome-words';
import { Alert } from '../../ui/alert';
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
  const { title, body, code } = outcomeWords(listing.error);
  return (
    <Alert title={`No list of models. ${title}`}>
      {body} <code className="faint">{code}</code>
    </Alert>
  );
}

import type { ServiceId } from '../../../core/model/provider-table';
import { serverOrigin } from '../../../core/model/server-origin';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { useActions, useStudio } from '../../use-studio';

interface AddressQuestionProps {
  readonly owner: ServiceId;
  /** Where calls go until it is answered; empty: nowhere. */
  readonly address: string;
}

/** Asks before a key that was entered for one place is sent to another. */
export function AddressQuestion({ owner, address }: AddressQuestionProps) {
  const asked = useStudio(({ askedAddress }) => (askedAddress?.owner === owner ? askedAddress.address : null));
  const { answerAskedAddress } = useActions().services;
  if (asked === null) return null;
  return (
    <Alert
      title={`Send your key to ${placeOf(asked)}?`}
      actions={
        <>
          <Button onClick={() => answerAskedAddress('with-key')}>Send the key there</Button>
          <Button onClick={() => answerAskedAddress('without-key')}>Use the address without the key</Button>
          <Button variant="ghost" onClick={() => answerAskedAddress('stay')}>
            Keep the earlier address
          </Button>
        </>
      }
    >
      {address === ''
        ? 'The key was entered for another server. Nothing is sent until you choose.'
        : `The key was entered for ${placeOf(address)}. Until you choose, calls still go there, and nothing goes to the new address.`}
    </Alert>
  );
}

/** `https://` goes without saying; anything else is said. */
function placeOf(address: string): string {
  return serverOrigin(address).replace(/^https:\/\//, '');
}

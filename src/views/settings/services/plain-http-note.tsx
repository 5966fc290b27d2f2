import { serverPlace } from '../../../core/model/server-url';
import { Notice } from '../../ui/notice';

/** Beside the address of a service that is neither on this device nor on the local network, and is called without encryption. */
export function PlainHttpNote({ address }: { readonly address: string }) {
  if (!isPlainAndDistant(address)) return null;
  return (
    <Notice tone="warn">
      This address begins with http://, so nothing is encrypted: everyone on the way can read the key and all texts. Use
      https:// if the service offers it.
    </Notice>
  );
}

export function isPlainAndDistant(address: string): boolean {
  return /^http:\/\//i.test(address) && serverPlace(address.toLowerCase()) === 'internet';
}

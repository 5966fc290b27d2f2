import { uuidOf } from '../core/uuid';

/** For pages and workers; also where the page came over plain http, as from another computer of the same network. */
export function newId(): string {
  return uuidOf(crypto.getRandomValues(new Uint8Array(16)));
}

import { serverPlace } from '../../core/model/server-url';
import type { Connection } from './connection';

/** `unknown`: this browser has no such permission, or does not tell. */
export type LocalNetworkPermission = 'granted' | 'denied' | 'prompt' | 'unknown';

/**
 * Whether the browser lets this page reach the place where the server runs. Chrome asks since version 142, first for the whole local
 * network, later for this device and the network around it apart; each browser knows some of the names and throws at the others.
 * Source: wicg.github.io/local-network-access, "Permissions".
 */
export async function localNetworkPermission({ url, page }: Connection): Promise<LocalNetworkPermission> {
  const place = serverPlace(url);
  if (page?.permissions === undefined || place === 'internet') return 'unknown';
  for (const name of names[place]) {
    const state = await stateOf(page.permissions, name);
    if (state !== 'unknown') return state;
  }
  return 'unknown';
}

const names = {
  'this-device': ['loopback-network', 'local-network-access'],
  'local-network': ['local-network', 'local-network-access'],
} as const;

async function stateOf(
  permissions: { query(descriptor: { readonly name: string }): Promise<{ readonly state: string }> },
  name: string,
): Promise<LocalNetworkPermission> {
  try {
    const { state } = await permissions.query({ name });
    return state === 'granted' || state === 'denied' || state === 'prompt' ? state : 'unknown';
  } catch {
    return 'unknown';
  }
}

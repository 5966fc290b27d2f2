import { ModelError } from '../../core/model/model-error';
import { serverOrigin } from '../../core/model/server-origin';
import { serverPlace } from '../../core/model/server-url';
import type { CallingPage, Connection } from './connection';
import { type LocalNetworkPermission, localNetworkPermission } from './local-network-permission';
import { howToAllow, howToStart } from './server-programs';

/**
 * No answer came, and why that is most likely so. A page is told nothing: a server that is not running, one that does not let pages read its
 * answers (CORS) and a browser that forbids the call all look the same. A second request that asks for no answer to be read
 * (`no-cors`) tells them apart: it succeeds wherever a server is up and the browser lets it be called. It carries neither key nor prompt.
 */
export async function unreachable(connection: Connection, signal: AbortSignal): Promise<ModelError> {
  const { url, page } = connection;
  const at = serverOrigin(url);
  if (page !== undefined && page.origin !== at && (await isUp(connection, signal))) {
    return new ModelError({
      kind: 'unreachable',
      code: 'CORS',
      message: `The server at ${at} is running, but it does not let this page (${page.origin}) read its answers: its CORS header is missing. ${howToAllow(url, page.origin)}`,
    });
  }
  const permission = await localNetworkPermission(connection);
  if (permission === 'denied') return forbidden(connection);
  // Allowed, Chrome lets even http through, so that something else is wrong.
  if (permission !== 'granted' && isMixedContent(connection)) return mixedContent(connection);
  return notThere(connection, permission);
}

async function isUp({ url, fetch }: Connection, signal: AbortSignal): Promise<boolean> {
  try {
    await fetch(`${url}/models`, { mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal });
    return true;
  } catch {
    return false;
  }
}

/** Browsers keep http addresses from https pages; those of this device are let through by most. */
function isMixedContent({ url, page }: Connection): boolean {
  return page?.origin.startsWith('https:') === true && url.startsWith('http:') && serverPlace(url) !== 'this-device';
}

function mixedContent({ url }: Connection): ModelError {
  const near = serverPlace(url) === 'local-network';
  const browser = near
    ? ' Chrome and Edge let it through once you allow this page to reach your local network: look for their question, or for "Local network" in the site settings, at the left of the address bar.'
    : '';
  return new ModelError({
    kind: 'unreachable',
    code: 'MIXED_CONTENT',
    message: `This page came over https, and browsers do not let it call ${serverOrigin(url)}, which is http (mixed content).${browser} Give the server an https address, run it on this device as http://localhost, or open the studio from an http address of your own.`,
  });
}

function forbidden({ url, page }: Connection): ModelError {
  const what = serverPlace(url) === 'this-device' ? 'programs on this device' : 'your local network';
  const how = isInsecure(page)
    ? 'It came over http, and only https pages may ask for that: open the studio at its https address.'
    : 'Open the site settings at the left of the address bar, allow "Local network" (newer versions: "Apps on device"), and try again.';
  return new ModelError({
    kind: 'unreachable',
    code: 'PERMISSION',
    message: `This browser does not let the page reach ${what}, so ${serverOrigin(url)} cannot be called. ${how}`,
  });
}

function notThere({ url, page }: Connection, permission: LocalNetworkPermission): ModelError {
  const at = serverOrigin(url);
  if (serverPlace(url) === 'internet') {
    return new ModelError({
      kind: 'unreachable',
      code: 'NETWORK',
      message: `No answer came from ${at}. Either this device is offline, or the address is wrong, or nothing runs there. Check the connection and the address of the server in Settings, then try again.`,
    });
  }
  return new ModelError({
    kind: 'unreachable',
    code: 'NETWORK',
    message: `No answer came from ${at}, so most likely no server runs there. ${howToStart(url)} Check the port in Settings, then try again.${ifItRuns(url, page, permission)}`,
  });
}

/** What a browser may have against a call to a server that does run. */
function ifItRuns(url: string, page: CallingPage | undefined, permission: LocalNetworkPermission): string {
  // A page of this device may call whatever is on it.
  if (page === undefined || serverPlace(page.origin) === 'this-device' || permission === 'granted') return '';
  if (isInsecure(page)) {
    return ' If it does run: Chrome and Edge let only https pages call it, so open the studio at its https address.';
  }
  if (permission === 'prompt') {
    return ' If it does run: the browser asks whether this page may reach your local network or apps on this device; allow it.';
  }
  return page.origin.startsWith('https:') && url.startsWith('http:')
    ? ' If it does run: Safari lets no https page call it, so use another browser, or open the studio from an http address of your own.'
    : '';
}

/** Of the open network, without encryption. */
function isInsecure(page: CallingPage | undefined): boolean {
  return page?.origin.startsWith('http:') === true && serverPlace(page.origin) === 'internet';
}

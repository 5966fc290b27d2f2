import { ModelError } from '../../core/model/model-error';
import { readServerUrl } from '../../core/model/server-url';
import type { ConfigOf } from '../../core/model/service-settings';

/** What every call to a server needs from outside. */
export interface ServerSurroundings {
  readonly config: ConfigOf<'server'>;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970: says until when a server that is busy wants to be left alone. */
  readonly now: () => number;
  /** The page that calls; absent outside a browser, where nothing is forbidden. */
  readonly page?: CallingPage;
}

export interface CallingPage {
  /** `self.location.origin`, also in a worker. */
  readonly origin: string;
  /** `navigator.permissions`, where there is one. */
  readonly permissions?: PermissionQuery;
}

/** The part of `Permissions` that is needed, with names that TypeScript does not know yet. */
export interface PermissionQuery {
  query(descriptor: { readonly name: string }): Promise<{ readonly state: string }>;
}

/** The settings of a call, checked. Errors are written with it, so that they can name the address but not the key. */
export interface Connection extends Omit<ServerSurroundings, 'config'> {
  /** Without a trailing slash, with the version. */
  readonly url: string;
  /** Empty: none is sent. */
  readonly key: string;
}

/** Throws a ModelError when a call cannot be made at all. */
export function connect({ config, ...rest }: ServerSurroundings): Connection {
  if (config.address.trim() === '') {
    throw new ModelError({
      kind: 'bad-request',
      code: 'NO_SERVER',
      message: 'No server is set up. Enter its address in Settings, or choose another model.',
    });
  }
  const url = readServerUrl(config.address);
  if (!url.ok) throw badAddress(url.error);
  if (!URL.canParse(url.value)) throw badAddress('It is no address that a browser can call.');
  const key = config.key.trim();
  // A browser sends only such characters in a header, and its refusal would quote the key.
  if (!/^[\x20-\x7e]*$/.test(key)) {
    throw new ModelError({
      kind: 'bad-key',
      code: 'KEY_CHARACTERS',
      message:
        'The key of the server holds a character that no key has, such as a line break or an accent. Copy it again and enter it in Settings.',
    });
  }
  return { ...rest, url: url.value, key };
}

function badAddress(why: string): ModelError {
  return new ModelError({
    kind: 'bad-request',
    code: 'BAD_ENDPOINT',
    message: `The address of the server in Settings cannot be used. ${why} Correct it there and try again.`,
  });
}

import { err, ok, type Result } from '../result';
import { withoutEnd } from '../text-ends';
import { serverOrigin } from './server-origin';

/**
 * The base address of an OpenAI-compatible server, from whatever people paste: `localhost:11434`, `http://host:1234/v1/`, the
 * address of one of its calls. No trailing slash; `/v1` is added where there is no path at all, and a path is kept. Reading its own
 * answer changes nothing. The error says in words what is wrong, and does not repeat what was typed: keys end up in addresses.
 */
export function readServerUrl(typed: string): Result<string, string> {
  const text = typed.trim();
  if (text === '') return err(`Enter the address of the server, ${example}.`);
  const [, scheme = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text) ?? [];
  if (scheme !== '' && !/^https?$/i.test(scheme))
    return err(`The address has to begin with http:// or https://, ${example}.`);
  if (/[?#]/.test(rest)) return err('The address holds a part after "?" or "#". Leave it out.');
  const [, authority = '', path = ''] = /^([^/]*)(.*)$/s.exec(rest) ?? [];
  if (authority.includes('@')) {
    return err('The address holds a user name or password. Leave them out; a key has a field of its own.');
  }
  const place = readAuthority(authority);
  if (place === undefined || /[\s\\"<>^`{|}]/.test(path))
    return err(`That is no address of a server. It looks ${example}.`);
  const { host, port } = place;
  const base = `${(scheme === '' ? guessScheme(host, port) : scheme).toLowerCase()}://${host}${port === '' ? '' : `:${port}`}`;
  return ok(`${base}${basePath(path)}`);
}

/**
 * Where the server of a base address runs, as far as its name tells: browsers ask the person before a page of the internet may call the
 * first two, and let an https page call a http address of this device, but of no other.
 */
export function serverPlace(url: string): 'this-device' | 'local-network' | 'internet' {
  const host = serverOrigin(url)
    .replace(/^https?:\/\//, '')
    .replace(/:\d+$/, '');
  if (loopback.test(host)) return 'this-device';
  return privateHost.test(host) || isShortName(host) ? 'local-network' : 'internet';
}

const example = 'for example like http://localhost:11434/v1';

const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d+){1,3}|\[::1\])$/;
const privateHost =
  /^(?:10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|169\.254(?:\.\d+){2}|.+\.(?:local|lan|internal|home\.arpa)|\[f[cd][0-9a-f:]*\]|\[fe[89ab][0-9a-f:]*\])$/;

interface Authority {
  /** In lower case; an IPv6 address in its brackets. */
  readonly host: string;
  /** Empty: that of the scheme. */
  readonly port: string;
}

function readAuthority(authority: string): Authority | undefined {
  const [, host, digits = ''] =
    /^(\[[0-9a-f:.]+\]|[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*)\.?(?::(\d*))?$/iu.exec(authority) ?? [];
  if (host === undefined) return undefined;
  const port = digits === '' ? '' : String(Number(digits));
  if (port !== '' && (Number(port) < 1 || Number(port) > 65_535)) return undefined;
  return { host: dialled(host.toLowerCase()), port };
}

/** Servers print "listening on 0.0.0.0", which means every address of theirs and is none to call. */
function dialled(host: string): string {
  return host === '0.0.0.0' || host === '[::]' ? 'localhost' : host;
}

function guessScheme(host: string, port: string): 'http' | 'https' {
  const near = serverPlace(`http://${host}`) !== 'internet' || /^[\d.]+$|^\[/.test(host);
  return near || (port !== '' && port !== '443') ? 'http' : 'https';
}

/** The path without the part that each call adds itself. Those of Ollama's own interface lead to its root. */
function basePath(path: string): string {
  const plain = withoutEnd(path.replace(/\/{2,}/g, '/'), '/');
  const base = plain
    .replace(/\/api\/(?:chat|generate|tags|version|ps|show|pull|embed)$/, '')
    .replace(/\/(?:chat\/completions|completions|embeddings|models|responses)$/, '');
  return base === '' ? '/v1' : base;
}

function isShortName(host: string): boolean {
  return !host.includes('.') && !host.startsWith('[');
}

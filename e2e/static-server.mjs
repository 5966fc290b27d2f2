// @ts-check
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createListener } from './loopback/listener.mjs';

/**
 * A file that went out: `bytes` of its body as it was sent.
 * @typedef {{ path: string, type: string, bytes: number }} Served
 *
 * @typedef {object} StaticServer
 * @property {string} url With a trailing slash.
 * @property {() => readonly string[]} asked Paths from the folder, also of files that are not there; a browser's cache of its own left out:
 *   nothing here may be stored without the service worker.
 * @property {() => readonly Served[]} served Workers' scripts too.
 * @property {() => void} forget What was asked and served.
 * @property {(folder: string) => void} publish Another one from now on.
 * @property {() => Promise<void>} close No server listens any more.
 *
 * @typedef {object} Options
 * @property {string} [prefix] Nothing is served elsewhere, as on a project site of a static host.
 * @property {boolean} [packed] Gzip at zlib's own level, as static hosts have it.
 * @property {(path: string) => Readonly<Record<string, string>>} [headersOf] What is sent with this path of the folder beside its type.
 */

/** @type {Readonly<Record<string, string>>} */
const types = {
  '.css': 'text/css',
  '.csv': 'text/csv',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Serves a built folder as a static host does, with long caching of nothing.
 * @param {string} folder
 * @param {Options} [options]
 * @returns {Promise<StaticServer>}
 */
export async function serveFolder(folder, { prefix = '/', packed = false, headersOf = () => ({}) } = {}) {
  let root = resolve(folder);
  /** @type {string[]} */
  let asked = [];
  /** @type {Served[]} */
  let served = [];
  /** Read once each, so that no measured load waits for gzip. @type {Map<string, Buffer>} */
  const bodies = new Map();

  /** @param {string} file @returns {Promise<Buffer | null>} */
  async function bodyOf(file) {
    const known = bodies.get(file);
    if (known !== undefined) return known;
    const read = await readFile(file).catch(() => null);
    if (read === null) return null;
    const body = packed ? gzipSync(read) : read;
    bodies.set(file, body);
    return body;
  }

  const { origin, close } = await createListener({
    port: 0,
    host: '127.0.0.1',
    async handle(incoming, outgoing) {
      const { pathname } = new URL(incoming.url ?? '/', 'http://localhost');
      const path = pathname.slice(prefix.length) || 'index.html';
      const file = resolve(root, path);
      const isOurs = pathname.startsWith(prefix) && file.startsWith(root + sep);
      if (isOurs) asked.push(path);
      const body = isOurs ? await bodyOf(file) : null;
      if (body === null) {
        outgoing.writeHead(404).end();
        return;
      }
      const type = types[extname(file)] ?? 'application/octet-stream';
      served.push({ path, type, bytes: body.byteLength });
      outgoing.writeHead(200, {
        'content-type': type,
        'content-length': body.byteLength,
        'cache-control': 'no-store',
        ...(packed ? { 'content-encoding': 'gzip' } : {}),
        ...headersOf(path),
      });
      outgoing.end(body);
    },
  });
  return {
    url: `${origin}${prefix}`,
    asked: () => asked,
    served: () => served,
    forget() {
      asked = [];
      served = [];
    },
    publish(next) {
      root = resolve(next);
    },
    close,
  };
}

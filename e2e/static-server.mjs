// @ts-check
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * A file that went out: `bytes` of its body, gzipped where `type` is text.
 * @typedef {{ path: string, type: string, bytes: number }} Served
 *
 * @typedef {object} StaticServer
 * @property {string} url With a trailing slash.
 * @property {() => readonly Served[]} served Since the last `forget`, workers' scripts too.
 * @property {() => void} forget
 * @property {() => Promise<void>} close
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
 * Serves a built folder as a static host does: gzip at zlib's own level, and long caching of nothing.
 * @param {string} folder
 * @returns {Promise<StaticServer>}
 */
export async function serveFolder(folder) {
  const root = resolve(folder);
  /** @type {Served[]} */
  let served = [];
  /** Packed once each, so that no measured load waits for gzip. @type {Map<string, Buffer>} */
  const packed = new Map();

  /** @type {(file: string) => Promise<Buffer>} */
  async function pack(file) {
    const known = packed.get(file);
    if (known !== undefined) return known;
    const body = gzipSync(await readFile(file));
    packed.set(file, body);
    return body;
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const file = resolve(root, `.${path}`);
    const type = types[extname(file)];
    const body = type !== undefined && file.startsWith(root + sep) ? await pack(file).catch(() => null) : null;
    if (body === null || type === undefined) {
      response.writeHead(404).end();
      return;
    }
    served.push({ path: path.slice(1), type, bytes: body.byteLength });
    response.writeHead(200, {
      'content-type': type,
      'content-encoding': 'gzip',
      'content-length': body.byteLength,
      'cache-control': 'no-store',
    });
    response.end(body);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('Expected a TCP port to serve the built folder.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    served: () => served,
    forget() {
      served = [];
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

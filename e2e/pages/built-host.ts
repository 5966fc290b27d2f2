import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, resolve, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.csv': 'text/csv',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** A host of the built app that remembers what it was asked for, can publish another build, and can go away. */
export interface BuiltHost {
  readonly url: string;
  /** Paths from the folder, a browser's cache of its own left out: nothing here may be stored without the service worker. */
  readonly asked: () => readonly string[];
  readonly forget: () => void;
  readonly publish: (folder: string) => void;
  /** No server listens any more. */
  readonly stop: () => Promise<void>;
}

/** `headersOf` a path from the folder: what this host sends beside the content type. */
export async function hostBuilt(
  first: string,
  headersOf: (path: string) => Readonly<Record<string, string>> = () => ({}),
): Promise<BuiltHost> {
  const prefix = '/some/folder/';
  let root = resolve(first);
  let asked: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.slice(prefix.length) || 'index.html';
    const file = resolve(root, path);
    const isOurs = pathname.startsWith(prefix) && file.startsWith(root + sep);
    if (isOurs) asked.push(path);
    const body = isOurs ? await readFile(file).catch(() => null) : null;
    if (body === null) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-store',
      ...headersOf(path),
    });
    response.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('Expected a TCP port to serve the built folder.');
  return {
    url: `http://127.0.0.1:${address.port}${prefix}`,
    asked: () => asked,
    forget() {
      asked = [];
    },
    publish(folder) {
      root = resolve(folder);
    },
    stop: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

// @ts-check
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { resolve } from 'node:path';

/**
 * The part of a server that differs by protocol. HTTP/2 alone, as browsers speak it: over TLS, with the certificate in
 * `test-certificate/`, which the browser has to be told to accept.
 *
 * @typedef {import('node:http').IncomingMessage} IncomingMessage
 * @typedef {import('node:http').ServerResponse} ServerResponse
 * @param {{ http2: boolean, handle: (incoming: IncomingMessage, outgoing: ServerResponse) => void }} given
 */
export function createListener({ http2, handle }) {
  if (!http2) {
    const server = createServer(handle);
    return { scheme: 'http', server, closeConnections: () => server.closeAllConnections() };
  }
  const folder = resolve(import.meta.dirname, 'test-certificate');
  const server = createSecureServer(
    {
      allowHTTP1: false,
      cert: readFileSync(resolve(folder, 'localhost.cert.pem')),
      key: readFileSync(resolve(folder, 'localhost.key.pem')),
    },
    // The compatibility classes of HTTP/2 have what we use of HTTP/1.
    (incoming, outgoing) => handle(/** @type {any} */ (incoming), /** @type {any} */ (outgoing)),
  );
  /** @type {Set<import('node:http2').ServerHttp2Session>} */
  const sessions = new Set();
  server.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
  });
  return {
    scheme: 'https',
    server,
    closeConnections() {
      for (const session of sessions) session.destroy();
    },
  };
}

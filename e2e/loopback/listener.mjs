// @ts-check
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { resolve } from 'node:path';

/**
 * A server that listens. HTTP/2 alone, as browsers speak it: over TLS, with the certificate in `test-certificate/`, which the browser has
 * to be told to accept.
 *
 * @typedef {import('node:http').IncomingMessage} IncomingMessage
 * @typedef {import('node:http').ServerResponse} ServerResponse
 * @param {{ port: number, host: string, http2?: boolean, handle: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> }} given
 * @returns {Promise<{ origin: string, close: () => Promise<void> }>}
 */
export async function createListener({ port, host, http2 = false, handle }) {
  /** @param {IncomingMessage} incoming @param {ServerResponse} outgoing */
  const orSay = (incoming, outgoing) =>
    void handle(incoming, outgoing).catch((error) => {
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end(String(error));
    });
  const { scheme, server, closeConnections } = http2 ? secure(orSay) : plain(orSay);
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    origin: `${scheme}://${host}:${address.port}`,
    close() {
      closeConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** @typedef {(incoming: IncomingMessage, outgoing: ServerResponse) => void} Handle */

/** @param {Handle} handle */
function plain(handle) {
  const server = createServer(handle);
  return { scheme: 'http', server, closeConnections: () => server.closeAllConnections() };
}

/** @param {Handle} handle */
function secure(handle) {
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

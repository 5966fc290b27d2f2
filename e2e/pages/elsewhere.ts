import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Another origin, which writes down who came. */
export async function elsewhere() {
  const requests: string[] = [];
  const referrers: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(String(request.url));
    referrers.push(request.headers.referer ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address of this form.
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, requests, referrers, close };
}

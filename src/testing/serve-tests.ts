import { afterAll, beforeAll, beforeEach } from 'vitest';

interface Service {
  reset(): void;
  close(): Promise<void>;
}

/** A service for all tests of a file, which each of them finds as it was at the start. */
export function serveTests<S extends Service>(start: () => Promise<S>, give: (started: S) => void): void {
  let service: S;
  beforeAll(async () => {
    service = await start();
    give(service);
  });
  beforeEach(() => service.reset());
  afterAll(() => service.close());
}

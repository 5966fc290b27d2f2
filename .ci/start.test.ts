import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const script = resolve(import.meta.dirname, 'start.mjs');

/** What it printed, and how it ended. */
function run(...args: readonly string[]): Promise<{ readonly said: string; readonly code: number | null }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [script, ...args]);
    let said = '';
    child.stdout.on('data', (piece) => (said += piece));
    child.stderr.on('data', (piece) => (said += piece));
    child.once('close', (code) => done({ said, code }));
  });
}

describe('npm start', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  it('says how to choose another port when the port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, 'localhost', listening));
    closing.push(() => taken.close());
    // A server on a port has an address of this shape.
    const { port } = taken.address() as AddressInfo;

    const { said, code } = await run('--port', `${port}`);

    expect(code).toBe(1);
    expect(said).toContain(`Port ${port} is taken`);
    expect(said).toContain(`npm start -- --port ${port + 1}`);
  });

  it.each(['0', '70000', 'abc', '1.5'])('refuses %s as a port', async (port) => {
    const { said, code } = await run('--port', port);
    expect(code).toBe(2);
    expect(said).toContain(`--port takes a whole number from 1 to 65535, not "${port}".`);
  });
});

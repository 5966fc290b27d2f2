// @ts-check
import { parseArgs } from 'node:util';
import { startGeminiServer } from './server.mjs';

/** For use by hand: `node e2e/gemini-server/main.mjs --port 8787`, then enter the address as "Gemini endpoint" with any key. */
const { values } = parseArgs({ options: { port: { type: 'string', default: '8787' } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port takes a whole number from 0 to 65535, not "${values.port}".`);
  process.exit(2);
}
const server = await startGeminiServer({ port });
console.log(`A stand-in for Gemini listens on ${server.url}. Any key works but "bad-key". Ctrl+C ends it.`);

// @ts-check
import { parseArgs } from 'node:util';
import { startOpenAiServer } from './server.mjs';

/** For use by hand: `node e2e/openai-server/main.mjs --port 8788`, then enter the address that it prints in Settings. */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '8788' }, key: { type: 'string', default: '' } },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port takes a whole number from 0 to 65535, not "${values.port}".`);
  process.exit(2);
}
const server = await startOpenAiServer({ port, key: values.key });
const needed = values.key === '' ? 'It needs no key.' : 'It needs the key that you gave.';
console.log(`A stand-in for an OpenAI-compatible server listens on ${server.url}. ${needed} Ctrl+C ends it.`);

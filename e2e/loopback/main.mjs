// @ts-check
import { parseArgs } from 'node:util';
import { startGeminiServer } from './gemini/server.mjs';
import { startOpenAiServer } from './openai/server.mjs';
import { startEchoServer } from './programs/echo-server.mjs';
import { startLlamaCpp } from './programs/llama-cpp.mjs';
import { startVllm } from './programs/vllm.mjs';

/**
 * For use by hand: `node e2e/loopback/main.mjs --speaks gemini`, then enter the address that it prints in Settings: as "Gemini endpoint",
 * with any key, or as the address of a server.
 */
const { values } = parseArgs({
  options: {
    speaks: { type: 'string', default: 'gemini' },
    port: { type: 'string', default: '8787' },
    key: { type: 'string', default: '' },
  },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  fail(`--port takes a whole number from 0 to 65535, not "${values.port}".`);
switch (values.speaks) {
  case 'gemini': {
    const { url } = await startGeminiServer({ port });
    console.log(`A stand-in for Gemini listens on ${url}. Any key works but "bad-key". Ctrl+C ends it.`);
    break;
  }
  case 'openai': {
    const { url } = await startOpenAiServer({ port, key: values.key });
    const needed = values.key === '' ? 'It needs no key.' : 'It needs the key that you gave.';
    console.log(`A stand-in for an OpenAI-compatible server listens on ${url}. ${needed} Ctrl+C ends it.`);
    break;
  }
  case 'vllm':
  case 'llama.cpp':
  case 'echo': {
    const start = { vllm: startVllm, 'llama.cpp': startLlamaCpp, echo: startEchoServer }[values.speaks];
    const { url } = await start({ port, key: values.key });
    console.log(`A stand-in for a server of the kind "${values.speaks}" listens on ${url}. Ctrl+C ends it.`);
    break;
  }
  default:
    fail(`--speaks takes gemini, openai, vllm, llama.cpp or echo, not "${values.speaks}".`);
}

/** @param {string} why @returns {never} */
function fail(why) {
  console.error(why);
  process.exit(2);
}

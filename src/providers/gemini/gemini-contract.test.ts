import { afterAll, beforeAll } from 'vitest';
import { type GeminiServer, startGeminiServer } from '../../../e2e/loopback/gemini/server.mjs';
import { describeFailingModel, describeModelContract } from '../../testing/model-contract';
import { geminiLanguageModel } from './gemini-language-model';

let server: GeminiServer;
beforeAll(async () => {
  server = await startGeminiServer();
});
afterAll(() => server.close());

describeModelContract('Gemini through its SDK', () => ({
  model: gemini('any-key'),
  callsSent: () => server.requests.length,
}));

describeFailingModel('Gemini through its SDK', () => gemini('bad-key'));

function gemini(key: string) {
  return geminiLanguageModel({
    ref: { provider: 'gemini', id: 'gemini-flash-latest' },
    config: {
      key,
      address: `${server.url}/`,
      safety: {
        harassment: 'default',
        'hate-speech': 'default',
        'sexually-explicit': 'default',
        'dangerous-content': 'default',
      },
      requestsPerMinute: 60,
      parallelRequests: 4,
    },
    fetch: (...sent) => fetch(...sent),
    now: () => 0,
  });
}

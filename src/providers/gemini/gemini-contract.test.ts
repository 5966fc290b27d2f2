import { type GeminiServer, startGeminiServer } from '../../../e2e/loopback/gemini/server.mjs';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { describeFailingModel, describeModelContract } from '../../testing/model-contract';
import { serveTests } from '../../testing/serve-tests';
import { geminiLanguageModel } from './gemini-language-model';

let server: GeminiServer;
serveTests(startGeminiServer, (started) => {
  server = started;
});

describeModelContract('Gemini through its SDK', () => ({
  model: gemini('any-key'),
  callsSent: () => server.requests.length,
}));

describeFailingModel('Gemini through its SDK', () => gemini('bad-key'));

function gemini(key: string) {
  return geminiLanguageModel({
    ref: { provider: 'gemini', id: 'gemini-flash-latest' },
    config: { ...defaultDeviceSettings.gemini, key, address: `${server.url}/` },
    fetch: (...sent) => fetch(...sent),
    now: () => 0,
  });
}

import { type OpenAiServer, startOpenAiServer } from '../../../e2e/loopback/openai/server.mjs';
import { describeFailingModel, describeModelContract } from '../../testing/model-contract';
import { serveTests } from '../../testing/serve-tests';
import { createKnownHabits } from './habits';
import { createKnownPrograms } from './program';
import { serverLanguageModel } from './server-language-model';

let server: OpenAiServer;
serveTests(startOpenAiServer, (started) => {
  server = started;
});

describeModelContract('an OpenAI-compatible server', () => ({
  model: model(),
  callsSent: () => server.requests.length,
}));

for (const formats of ['object', 'text', 'heedless'] as const) {
  const habits = createKnownHabits();
  describeModelContract(`an OpenAI-compatible server whose reply formats are "${formats}"`, () => {
    server.takeFormats(formats);
    return { model: model('', habits), callsSent: () => server.requests.length };
  });
}

describeFailingModel('an OpenAI-compatible server', () => {
  server.requireKey('a-key-of-its-own');
  return model('another-key');
});

function model(key = '', habits = createKnownHabits()) {
  return serverLanguageModel({
    programs: createKnownPrograms(),
    ref: { provider: 'server', id: 'gemma-3-4b-it' },
    config: { address: server.url, key, embeddingModel: '', requestsPerMinute: 60, parallelRequests: 4 },
    fetch,
    now: () => 0,
    habits,
  });
}

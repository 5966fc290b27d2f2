import { afterEach } from 'vitest';
import { answerOf } from '../../../e2e/loopback/gemini/brain.mjs';
import { describeFailingModel, describeModelContract } from '../../testing/model-contract';
import { promptApiStandIn, type StandInOptions } from '../../testing/prompt-api-stand-in';
import { browserLanguageModel } from './browser-language-model';
import { serveBrowserModel } from './serve-browser-model';

/** Channels hold Node open until they are closed. */
const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

let sessions: readonly unknown[] = [];

describeModelContract("The browser's built-in model", () => {
  // One for a test, however often it looks: a later look would have no calls to count.
  if (ports.length === 0) model = served({ answer });
  return { model, callsSent: () => sessions.length };
});

describeFailingModel("The browser's built-in model", () => served({ availability: async () => 'downloadable' }));

let model: ReturnType<typeof served>;

function served(options: StandInOptions) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const api = promptApiStandIn(options);
  sessions = api.sessions;
  serveBrowserModel({ scope: api.scope, port: port1, setTimer: () => () => {} });
  return browserLanguageModel(port2);
}

/** As the loopback server answers, which knows what our operations ask. */
function answer({ text, constraint }: { readonly text: string; readonly constraint: unknown }): readonly string[] {
  const body = { generationConfig: constraint === undefined ? {} : { responseSchema: constraint } };
  // Of a request, that is all that its answer depends on.
  const plan = answerOf({ promptText: text, body } as Parameters<typeof answerOf>[0]);
  return plan.chunks.map(({ candidates }) => candidates?.[0]?.content?.parts?.[0]?.text ?? '');
}

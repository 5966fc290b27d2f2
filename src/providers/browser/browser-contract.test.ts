import { afterEach } from 'vitest';
import { answerOf } from '../../../e2e/loopback/gemini/brain.mjs';
import { describeCompletionContract } from '../../testing/completion-contract';
import { describeFailingModel, describeModelContract } from '../../testing/model-contract';
import { overAChannel } from '../../testing/over-a-channel';
import { promptApiStandIn, type StandInOptions } from '../../testing/prompt-api-stand-in';
import { withRefusals } from '../wrappers/refuse-unsupported';
import { askBrowserModel } from './ask-browser-model';
import { browserLanguageModel } from './browser-language-model';

let sessions: readonly unknown[] = [];

describeModelContract("The browser's built-in model", () => {
  // One for a test, however often it looks: a later look would have no calls to count.
  model ??= served({ answer });
  return { model, callsSent: () => sessions.length };
});

describeCompletionContract(
  "The browser's built-in model",
  () => {
    model ??= served({ answer: () => [' an answer', ' to it.'] });
    return { model, callsSent: () => sessions.length };
  },
  { ref: { provider: 'browser' }, withRefusals },
);

describeFailingModel("The browser's built-in model", () => served({ availability: async () => 'downloadable' }));

let model: ReturnType<typeof served> | undefined;
afterEach(() => {
  model = undefined;
});

function served(options: StandInOptions) {
  const api = promptApiStandIn(options);
  sessions = api.sessions;
  return browserLanguageModel(
    overAChannel((question, signal) =>
      askBrowserModel(question, { scope: api.scope, signal, setTimer: () => () => {} }),
    ),
  );
}

/** As the loopback server answers, which knows what our operations ask. */
function answer({ text, constraint }: { readonly text: string; readonly constraint: unknown }): readonly string[] {
  const body = { generationConfig: constraint === undefined ? {} : { responseSchema: constraint } };
  // Of a request, that is all that its answer depends on.
  const plan = answerOf({ promptText: text, body } as Parameters<typeof answerOf>[0]);
  return plan.chunks.map(({ candidates }) => candidates?.[0]?.content?.parts?.[0]?.text ?? '');
}

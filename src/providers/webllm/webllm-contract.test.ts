import { answerOf } from '../../../e2e/loopback/gemini/brain.mjs';
import type { RequestRecord } from '../../../e2e/loopback/gemini/server.mjs';
import { gemmaId, localEngineHarness } from '../../testing/local-engine-harness';
import { describeFailingModel, describeModelContract } from '../../testing/model-contract';
import type { Asked } from '../../testing/openai-engine';
import { createLocalEngine } from './local-engine';

const ref = { provider: 'webllm', id: gemmaId } as const;
const { deps, engines } = localEngineHarness({ answer: withSense }, { contextTokens: 8000 });
const engine = createLocalEngine(deps);

describeModelContract('A local model on an engine of ours', () => ({
  model: engine.model(ref),
  callsSent: () => engines.log.requests.length,
}));

describeFailingModel('A local model whose device is lost again and again', () => {
  const failing = localEngineHarness({
    onToken: () => {
      failing.engines.loseDevice();
    },
  });
  return createLocalEngine(failing.deps).model(ref);
});

describeFailingModel('A local model that is not on this device', () =>
  createLocalEngine(deps).model({ provider: 'webllm', id: 'gemma-of-nowhere' }),
);

/** The wits of the loopback Gemini: it reads prompts as a language model would. */
function withSense({ text, schema, seed }: Asked): string {
  const generationConfig = { ...(schema === undefined ? {} : { responseSchema: schema }), seed: seed ?? 0 };
  // As in the record of a request to the server, as far as the brain looks at it.
  const record = { promptText: text, body: { generationConfig } } as unknown as RequestRecord;
  const plan = answerOf(record);
  return plan.chunks
    .flatMap(({ candidates }) => candidates?.[0]?.content?.parts ?? [])
    .map((part) => part.text ?? '')
    .join('');
}

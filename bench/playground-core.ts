import { localModel } from '../src/core/model/model-ref';
import { createRandom } from '../src/core/random';
import { createDecoder } from '../src/core/sampling/decoder';
import { decodingRules } from '../src/core/sampling/decoding-rules';
import { createLocalEngine } from '../src/providers/webllm/local-engine';
import { gemmaId, localEngineHarness } from '../src/testing/local-engine-harness';

/** What `playground-decoding.mjs` measures, in one module so that it is bundled once. */
export const core = { createDecoder, decodingRules, createRandom, scoringOf };

/**
 * The scoring model of a local engine whose every step takes `stepMs`, as a GPU would, and then shows these logits; and the same steps
 * by themselves, one behind the other.
 */
function scoringOf({ logits, stepMs }: { readonly logits: Float32Array; readonly stepMs: number }) {
  const { deps, engines } = localEngineHarness({}, { contextTokens: 4000 });
  const step = () => new Promise<void>((resolve) => setTimeout(resolve, stepMs));
  const engine = createLocalEngine({
    ...deps,
    setTimer: () => () => {},
    loadEngine: async () => (setup) => {
      let watcher: ((logits: Float32Array) => void) | null = null;
      return {
        ...engines.build(setup),
        vocabularySize: () => logits.length,
        watchLogits(_id, read) {
          watcher = read;
        },
        async forward() {
          await step();
          watcher?.(logits);
        },
      };
    },
  });
  return { model: engine.scoringModel(localModel(gemmaId)), step };
}

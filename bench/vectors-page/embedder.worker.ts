import { createRandom } from '../../src/core/random';
import { noInspection } from '../../src/testing/no-inspection';
import { createModelsServer } from '../../src/workers/models-server';
import { setRealTimer } from '../../src/workers/set-timer';

/** In place of the models worker: gives every text a vector of 768 dimensions at once, around one of eight middles. */
const dimensions = 768;
const random = createRandom(1);
const middles = Array.from({ length: 8 }, () => Float32Array.from({ length: dimensions }, () => random.next() - 0.5));

function vectorOf(text: string): Float32Array {
  const own = createRandom(Number(/\d+/.exec(text)?.[0] ?? 0));
  const middle = middles[own.whole(middles.length)] ?? new Float32Array(dimensions);
  return middle.map((value) => value + own.next() - 0.5);
}

const notAsked = (): never => {
  throw new Error('Nothing but vectors is asked for.');
};
const server = createModelsServer({
  createService: () => ({
    ...noInspection,
    configure: () => {},
    model: notAsked,
    embeddingModel: notAsked,
    vectorModel: () => ({
      vectors: async ({ request }) => ({
        vectors: request.inputs.map((input) => vectorOf(input.type === 'text' ? input.text : '')),
        cut: {},
        inputTokens: request.inputs.length,
      }),
    }),
    list: async () => [],
    unloadLocal: () => {},
    tryNow: () => {},
  }),
  now: Date.now,
  setTimer: setRealTimer,
});
self.addEventListener('message', ({ data }: MessageEvent<MessagePort>) => server.serve(data));

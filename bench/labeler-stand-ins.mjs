// @ts-check
import { answerOf } from '../e2e/loopback/gemini/brain.mjs';
import { embeddingsOf } from '../e2e/loopback/gemini/embeddings.mjs';
import { requestLimits } from './labeler-service.mjs';

/**
 * @typedef {import('./labeler-core.ts').Core} Core
 * @typedef {import('./labeler-core.ts').ModelRequest} ModelRequest
 * @typedef {{ name: string, train: import('./labeler-core.ts').LanguageModel, embeddings: import('./labeler-core.ts').EmbeddingModel }} StandIn
 */

const gemini = /** @type {const} */ ({ provider: 'gemini', id: 'gemini-flash-latest' });

/** The two models that the tests know, without a browser or a service between. @param {Core} core @returns {readonly StandIn[]} */
export function standIns(core) {
  return [
    {
      name: 'practice',
      train: core.practiceLanguageModel({ sleep: async () => {} }),
      embeddings: core.practiceEmbeddingModel(),
    },
    { name: 'loopback', train: loopbackModel(core), embeddings: loopbackEmbeddings() },
  ];
}

/** What the loopback service says, said here. @param {Core} core @returns {import('./labeler-core.ts').LanguageModel} */
function loopbackModel(core) {
  const answered = loopbackAnswers(core);
  return {
    ref: gemini,
    capabilities: core.capabilitiesOf(gemini),
    async *stream(request) {
      const { text, promptTokens } = answered(request);
      const usage = {
        inputTokens: promptTokens,
        outputTokens: Math.ceil(text.length / 4),
        thoughtTokens: 0,
        estimated: false,
      };
      yield { type: 'done', reply: { text, finish: { kind: 'stop', code: 'STOP' }, usage }, cached: false };
    },
  };
}

/** @param {Core} core @returns {(request: ModelRequest) => { text: string, promptTokens: number }} */
export function loopbackAnswers(core) {
  const how = requestLimits(core);
  return (request) => {
    const body = JSON.parse(JSON.stringify(core.toGeminiRequest(request, how)));
    const promptText = [body.systemInstruction, ...body.contents]
      .flatMap((content) => content?.parts ?? [])
      .map(({ text }) => text)
      .join('\n\n');
    const plan = answerOf(/** @type {any} */ ({ body, promptText }));
    const text = plan.chunks.flatMap(({ candidates = [] }) => candidates[0]?.content?.parts?.[0]?.text ?? []).join('');
    return { text, promptTokens: Math.ceil(promptText.length / 4) };
  };
}

/** @returns {import('./labeler-core.ts').EmbeddingModel} */
function loopbackEmbeddings() {
  const id = 'gemini-embedding-001';
  return {
    ref: { provider: 'gemini', id },
    async embed(texts) {
      const requests = texts.map((text) => ({
        model: `models/${id}`,
        content: { parts: [{ text: text || ' ' }] },
        outputDimensionality: 768,
      }));
      const { body } = embeddingsOf({ requests }, id);
      return /** @type {any} */ (body).embeddings.map((/** @type {{ values: number[] }} */ { values }) => {
        const length = Math.hypot(...values) || 1;
        return Float32Array.from(values, (value) => value / length);
      });
    },
  };
}

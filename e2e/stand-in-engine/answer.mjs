// @ts-check
import { answerOf as brainOf } from '../loopback/gemini/brain.mjs';
import { classify } from '../loopback/gemini/label-brain.mjs';
import { failure } from './stored-files.mjs';
import { inTokens } from './tokenizer.mjs';

/**
 * @typedef {import('../../src/providers/webllm/engine-port.ts').ChatRequest} ChatRequest
 * @typedef {import('../../src/providers/webllm/engine-port.ts').ChatLogprob} Logprob
 * @typedef {{ text: string, logprob: Logprob, options?: readonly { token: string, logprob: number }[] }} Token `options`: of a choice, all of them.
 */

/** @param {ChatRequest} request */
export function isSelfTest({ messages }) {
  return messages.some(
    ({ content }) => typeof content === 'string' && content.startsWith('What is the capital of France?'),
  );
}

/**
 * An answer with the brain of our other servers, token by token, in the form that the request holds it to.
 * @param {ChatRequest} request
 * @param {'sense' | 'no-numbers' | 'babble'} computes
 * @returns {readonly Token[]}
 */
export function answerOf(request, computes) {
  const { response_format: format, seed, max_tokens } = request;
  const prompt = request.messages.map(({ content }) => content).join('\n\n');
  const options = format?.type === 'grammar' ? optionsIn(format.grammar) : null;
  if (options !== null) return [chosen(options, prompt)].map((token) => spoilt(token, computes));
  if (computes === 'babble') return Array.from({ length: 16 }, () => tokenOf(' of'));
  const text = isSelfTest(request) ? 'Paris.' : written({ prompt, schema: schemaOf(request), seed });
  return inTokens(text)
    .slice(0, max_tokens)
    .map((token) => spoilt(tokenOf(token), computes));
}

/** The texts of a grammar of one rule; anything else is more than we need, and than the app sends. @param {string} grammar */
function optionsIn(grammar) {
  const rule = /^root ::= ((?:"(?:[^"\\]|\\.)*"(?: \| )?)+)$/.exec(grammar)?.[1];
  if (rule === undefined) throw failure('InvalidResponseFormatGrammarError', `No grammar: ${grammar}`);
  return [...rule.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([quoted]) => String(JSON.parse(quoted)));
}

/** @param {ChatRequest} request @returns {unknown} */
function schemaOf({ response_format: format }) {
  if (format?.type !== 'json_object') return undefined;
  // The real engine aborts on one that cannot be read, and its promise never settles.
  return JSON.parse(format.schema);
}

/** @param {{ prompt: string, schema: unknown, seed: number | undefined }} asked */
function written({ prompt, schema, seed }) {
  const generationConfig = {
    ...(schema === undefined ? {} : { responseSchema: schema }),
    ...(seed === undefined ? {} : { seed }),
  };
  // The brain reads nothing else of a request.
  const record = /** @type {import('../loopback/gemini/server.mjs').RequestRecord} */ (
    /** @type {unknown} */ ({ promptText: prompt, body: { generationConfig } })
  );
  const plan = brainOf(record);
  if (plan.kind !== 'stream') throw new Error(`Expected an answer in pieces, the brain gave ${plan.kind}.`);
  return plan.chunks
    .flatMap(({ candidates = [] }) => candidates.flatMap(({ content }) => content?.parts ?? []))
    .map(({ text = '' }) => text)
    .join('');
}

/** Labels are asked for by the code that stands before each. @param {readonly string[]} options @param {string} prompt @returns {Token} */
function chosen(options, prompt) {
  const labels = prompt.replace(/^\S+: (?="(?:[^"\\]|\\.)*"$)/gm, 'Label ');
  const reading = classify(labels)[0];
  const label = JSON.stringify(reading?.label ?? '');
  const option = options.find((code) => prompt.includes(`\n${code}: ${label}\n`)) ?? options[0] ?? '';
  // It is not sure of a row that no rule holds for.
  const likely = reading !== undefined && reading.rule > 0 ? sure : 1.2 / options.length;
  const rest = (1 - likely) / Math.max(1, options.length - 1);
  const all = options.map((token) => ({ token, logprob: Math.log(token === option ? likely : rest) }));
  const top_logprobs = all.toSorted((one, other) => other.logprob - one.logprob).slice(0, 5);
  return { text: option, logprob: { token: option, logprob: Math.log(likely), top_logprobs }, options: all };
}

const sure = 0.85;

/** @param {string} text @returns {Token} */
function tokenOf(text) {
  return { text, logprob: { token: text, logprob: -0.1, top_logprobs: [{ token: text, logprob: -0.1 }] } };
}

/** @param {Token} token @param {string} computes @returns {Token} */
function spoilt(token, computes) {
  if (computes !== 'no-numbers') return token;
  const { logprob } = token;
  const top_logprobs = logprob.top_logprobs.map((other) => ({ ...other, logprob: Number.NaN }));
  return { ...token, logprob: { ...logprob, logprob: Number.NaN, top_logprobs } };
}

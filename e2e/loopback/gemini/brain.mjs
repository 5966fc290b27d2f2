// @ts-check
import { classify, firstRule, mutateRules } from './label-brain.mjs';
import { inPieces, json, text } from './plans.mjs';
import { section } from './sections.mjs';
import { tuningReply, tuningText } from './tuning-brain.mjs';

/**
 * What the server answers when no test says otherwise: enough sense for a whole story. A reply format is filled in from
 * the prompt, property by property; anything else gets a text that repeats the principles it finds.
 *
 * @typedef {import('./server.mjs').RequestRecord} RequestRecord
 * @typedef {{ type?: string, properties?: Record<string, Schema>, items?: Schema, enum?: readonly string[], minimum?: number, description?: string }} Schema
 */

/** @param {RequestRecord} record */
export function answerOf(record) {
  const schema = schemaOf(record);
  const { responseLogprobs, logprobs } = record.body.generationConfig ?? {};
  /** @param {import('./plans.mjs').StreamPlan} plan */
  const told = (plan) => (responseLogprobs === true ? withLogprobs(plan, Number(logprobs ?? 0)) : plan);
  const labeling = schema === undefined ? undefined : labelAnswer(schema, record);
  if (labeling !== undefined) return told(text(JSON.stringify(labeling)));
  const stage = schema === undefined ? undefined : tuningReply(schema.properties ?? {}, record.promptText);
  if (stage !== undefined) return told(json(stage));
  if (schema !== undefined) return told(json(fill(schema, { path: '', at: 0, prompt: record.promptText })));
  const limit = Number(record.body.generationConfig?.maxOutputTokens ?? Number.POSITIVE_INFINITY);
  const answer = upToStop(tuningText(record) ?? continued(record), record.body.generationConfig?.stopSequences);
  const pieces = inPieces(answer.slice(0, limit * 4));
  const plan = text(pieces, { finishReason: answer.length > limit * 4 ? 'MAX_TOKENS' : 'STOP' });
  return told(plan);
}

/**
 * The answer to a prompt of labeling, known by what its reply format asks for.
 * @param {Schema} schema
 * @param {RequestRecord} record
 */
function labelAnswer({ properties = {} }, { promptText, body }) {
  const { diagnosis, mutations, label, rule, rows } = properties;
  if (diagnosis !== undefined && mutations !== undefined) {
    return mutateRules(promptText, Number(body.generationConfig?.seed ?? 0));
  }
  if (label !== undefined && rule !== undefined) return classify(promptText)[0];
  if (rows?.items?.properties?.label !== undefined) return { rows: classify(promptText) };
  return rule !== undefined && Object.keys(properties).length === 1 ? firstRule(promptText) : undefined;
}

/**
 * The reply format: from the setting, or from the text when it was asked for in words.
 * @param {RequestRecord} record
 * @returns {Schema | undefined}
 */
function schemaOf({ body, promptText }) {
  const set = body.generationConfig?.responseSchema;
  if (typeof set === 'object' && set !== null) return set;
  const asked = /JSON Schema:\s*(\{[\s\S]*\})\s*$/.exec(promptText)?.[1];
  if (asked === undefined) return undefined;
  try {
    return JSON.parse(asked);
  } catch {
    return undefined;
  }
}

/**
 * @param {Schema} schema
 * @param {{ path: string, at: number, prompt: string }} place
 * @returns {unknown}
 */
function fill(schema, place) {
  switch (schema.type?.toLowerCase()) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, inner]) => [
          name,
          fill(inner, { ...place, path: `${place.path}/${name}` }),
        ]),
      );
    case 'array':
      if (/conflicts$/.test(place.path)) return [];
      return Array.from({ length: 3 }, (_, at) => fill(schema.items ?? {}, { ...place, at }));
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    case 'boolean':
      return true;
    default:
      return schema.enum === undefined
        ? wording(place)
        : (schema.enum.find((value) => value === 'add') ?? schema.enum[place.at % schema.enum.length]);
  }
}

/** @param {{ path: string, at: number, prompt: string }} place `path`: names of the properties down to this text. */
function wording({ path, at, prompt }) {
  if (/trigger/i.test(path)) return '';
  if (/aspect/i.test(path)) return aspects[at % aspects.length];
  if (/rationale/i.test(path)) return rationales[at % rationales.length];
  if (/prompt|preamble/i.test(path)) return rewrittenPrompt(prompt);
  if (/principle|text/i.test(path)) return principleFrom(prompt);
  return 'The feedback asks for it.';
}

const aspects = ['answer', 'example', 'length'];
const rationales = [
  'It answers the question directly and stays on the subject.',
  'It leaves out a concrete example that would make the point clear.',
  'Its sentences are longer than a busy reader wants them to be.',
];

/** The feedback as a rule: it is the last thing in the prompt that is marked as such. @param {string} prompt */
function principleFrom(prompt) {
  const feedback = section(prompt, ['feedback', 'critique', 'kudos', 'objection', 'praise']) ?? '';
  const idea = feedback.replace(/[\s.]+$/, '').slice(0, 200);
  return idea === '' ? 'Keep answers short and concrete.' : `Heed this in every answer: ${idea}.`;
}

/** The preamble with its variables as they are, then the principles. @param {string} prompt */
function rewrittenPrompt(prompt) {
  const preamble = section(prompt, ['preamble', 'prompt', 'instruction']) ?? '';
  const rules = numberedLines(section(prompt, ['principles', 'rules']) ?? prompt);
  const feedback = rules.length === 0 ? (section(prompt, ['feedback', 'critique', 'kudos']) ?? '') : '';
  const added = rules.length > 0 ? rules : feedback === '' ? [] : [`Heed this in every answer: ${feedback}`];
  return [preamble, ...added.map((rule) => `- ${rule}`)].filter((line) => line !== '').join('\n');
}

/** Behind a last turn of the model's own, the rest of the answer that it began. @param {RequestRecord} record */
function continued({ body, promptText }) {
  const last = body.contents?.at(-1);
  if (last?.role !== 'model') return plainAnswer(promptText);
  const prefix = (last.parts ?? []).map(({ text: part = '' }) => part).join('');
  const whole = plainAnswer(promptText.slice(0, promptText.length - prefix.length).trimEnd());
  return whole.startsWith(prefix) ? whole.slice(prefix.length) : ' and so it goes on, as it was begun.';
}

/** @param {string} answer @param {unknown} stops */
function upToStop(answer, stops) {
  const places = (Array.isArray(stops) ? stops : []).map((stop) => answer.indexOf(stop)).filter((at) => at >= 0);
  return places.length === 0 ? answer : answer.slice(0, Math.min(...places));
}

/** @param {string} prompt */
function plainAnswer(prompt) {
  const subject = prompt.split('\n').find((line) => line.trim() !== '') ?? 'your question';
  const rules = numberedLines(prompt);
  const opening = `Here is an answer to: ${subject.trim()}`;
  if (rules.length === 0) return `${opening}\n\nIt is a plain one, because no principle was given.`;
  return `${opening}\n\nIt follows these principles:\n${rules.map((rule, at) => `${at + 1}. ${rule}`).join('\n')}`;
}

/** @param {string} prompt */
function numberedLines(prompt) {
  return [...prompt.matchAll(/^\s*\d+[.)]\s+(.+)$/gm)].flatMap(([, rule]) => (rule === undefined ? [] : [rule.trim()]));
}

/**
 * @param {import('./plans.mjs').StreamPlan} plan
 * @param {number} alternatives
 * @returns {import('./plans.mjs').StreamPlan}
 */
function withLogprobs(plan, alternatives) {
  return {
    ...plan,
    chunks: plan.chunks.map((chunk) => ({
      ...chunk,
      candidates: (chunk.candidates ?? []).map((candidate) => {
        const tokens = (candidate.content?.parts?.[0]?.text ?? '').match(/\s*[\w-]+|\s*[^\w\s]|\s+$/g) ?? [];
        const chosenCandidates = tokens.map((token, at) => ({ token, tokenId: at + 1, logProbability: -0.25 }));
        const topCandidates = chosenCandidates.map((chosen) => ({
          candidates: Array.from({ length: alternatives }, (_, at) =>
            at === 0 ? chosen : { token: `?${at}`, tokenId: 1000 + at, logProbability: -0.25 - at },
          ),
        }));
        return { ...candidate, logprobsResult: { chosenCandidates, topCandidates } };
      }),
    })),
  };
}

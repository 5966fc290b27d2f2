// @ts-check
import { apiError, invalidArgument, logprobsRefused } from './error-bodies.mjs';

/**
 * What the real service refuses in a request to generate content, so that a misspelt field or a setting that newer models
 * do not take fails here as it would there. Field names: ai.google.dev/api/generate-content.
 *
 * @typedef {import('../plain-plans.mjs').StatusPlan} StatusPlan
 * @typedef {import('./server.mjs').GenerateBody} GenerateBody
 */

const bodyFields = [
  'contents',
  'systemInstruction',
  'safetySettings',
  'generationConfig',
  'tools',
  'toolConfig',
  'cachedContent',
];
const configFields = [
  'stopSequences',
  'responseMimeType',
  'responseSchema',
  'responseJsonSchema',
  'candidateCount',
  'maxOutputTokens',
  'temperature',
  'topP',
  'topK',
  'seed',
  'presencePenalty',
  'frequencyPenalty',
  'responseLogprobs',
  'logprobs',
  'thinkingConfig',
];
const schemaFields = [
  'type',
  'format',
  'title',
  'description',
  'nullable',
  'enum',
  'maxItems',
  'minItems',
  'properties',
  'required',
  'minProperties',
  'maxProperties',
  'minLength',
  'maxLength',
  'pattern',
  'propertyOrdering',
  'items',
  'minimum',
  'maximum',
  'anyOf',
];
const safetyThresholds = ['OFF', 'BLOCK_NONE', 'BLOCK_ONLY_HIGH', 'BLOCK_MEDIUM_AND_ABOVE', 'BLOCK_LOW_AND_ABOVE'];

/**
 * @param {GenerateBody} body
 * @param {string} model
 * @returns {StatusPlan | undefined}
 */
export function refusalOf(body, model) {
  const config = body.generationConfig ?? {};
  if (!Array.isArray(body.contents) || body.contents.length === 0) {
    return apiError(400, '* GenerateContentRequest.contents: contents is not specified\n');
  }
  if (body.contents.some((content) => !Array.isArray(content.parts) || content.parts.length === 0)) {
    return apiError(400, '* GenerateContentRequest.contents[0].parts: contents.parts must not be empty.\n');
  }
  const unknown =
    unknownField(body, bodyFields, '') ??
    unknownField(config, configFields, " at 'generation_config'") ??
    unknownSchemaField(config.responseSchema);
  if (unknown !== undefined) return unknown;
  if (body.safetySettings?.some((setting) => !safetyThresholds.includes(setting.threshold)) === true) {
    return invalidArgument();
  }
  if (config.responseSchema !== undefined && config.responseMimeType !== 'application/json') {
    return apiError(400, "Response schema requires the mimetype 'application/json'.");
  }
  if (config.logprobs !== undefined && config.responseLogprobs !== true) {
    return apiError(400, 'logprobs is only supported when response_logprobs is true.');
  }
  if (Array.isArray(config.stopSequences) && config.stopSequences.length > 5) {
    return apiError(
      400,
      '* GenerateContentRequest.generation_config.stop_sequences: at most 5 stop sequences are allowed\n',
    );
  }
  if (!isNew(model)) return undefined;
  if (!goesOn(model) && body.contents.at(-1)?.role === 'model') {
    return apiError(400, 'Please ensure that the last turn of a multiturn request is of role user.');
  }
  if (Number(config.candidateCount ?? 1) > 1) return apiError(400, 'Multiple candidates is not enabled for this model');
  if (config.presencePenalty !== undefined || config.frequencyPenalty !== undefined) {
    return apiError(400, 'Penalty is not enabled for this model');
  }
  return config.responseLogprobs === true ? logprobsRefused(model) : undefined;
}

/** Models since 2.5, and the aliases of the newest. @param {string} model */
function isNew(model) {
  return /^gemini-(?:2\.5|[3-9])|^gemini-.*-latest$/.test(model);
}

/** Whether it takes a last turn of role model: 3.5 Flash-Lite, 3.6 and later ones do not. @param {string} model */
function goesOn(model) {
  return /^gemini-(?:2|3-|3\.[0-4]|3\.5-(?!flash-lite))/.test(model);
}

/**
 * @param {object} given
 * @param {readonly string[]} known
 * @param {string} where
 */
function unknownField(given, known, where) {
  const name = Object.keys(given).find((key) => !known.includes(key));
  if (name === undefined) return undefined;
  const description = `Invalid JSON payload received. Unknown name "${name}"${where}: Cannot find field.`;
  return apiError(400, description, {
    details: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ description }] }],
  });
}

/** @param {unknown} schema @returns {StatusPlan | undefined} */
function unknownSchemaField(schema) {
  if (typeof schema !== 'object' || schema === null) return undefined;
  const given = /** @type {{ items?: unknown, properties?: Record<string, unknown> }} */ (schema);
  return (
    unknownField(given, schemaFields, " at 'generation_config.response_schema'") ??
    unknownSchemaField(given.items) ??
    Object.values(given.properties ?? {})
      .map(unknownSchemaField)
      .find((found) => found !== undefined)
  );
}

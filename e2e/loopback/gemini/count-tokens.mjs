// @ts-check
import { apiError } from './error-bodies.mjs';

/**
 * `countTokens`: a token for each four characters of a text, and 258 for an image.
 *
 * @param {import('./server.mjs').GenerateBody} body
 * @returns {import('../plain-plans.mjs').StatusPlan}
 */
export function countOf({ generateContentRequest, contents }) {
  const counted = generateContentRequest ?? { contents: contents ?? [] };
  const { systemInstruction, contents: turns = [] } = counted;
  const parts = [...(systemInstruction === undefined ? [] : [systemInstruction]), ...turns].map(
    ({ parts: of = [] }) => of,
  );
  if (turns.length === 0) return apiError(400, '* CountTokensRequest.contents: contents is not specified\n');
  if (parts.some((of) => of.length === 0)) {
    return apiError(400, '* CountTokensRequest.contents[0].parts: contents.parts must not be empty.\n');
  }
  const totalTokens = parts
    .flat()
    .reduce((sum, { text }) => sum + (text === undefined ? 258 : Math.ceil(text.length / 4)), 0);
  return { kind: 'status', status: 200, body: { totalTokens } };
}

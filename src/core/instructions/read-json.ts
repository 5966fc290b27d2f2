import type * as z from 'zod/mini';
import { err, ok, type Result } from '../result';
import { jsonInText } from './json-in-text';

/**
 * Reads a JSON reply. Prose or a code fence around it and slips of notation are forgiven; what it says has to fit. Where several values
 * fit and differ, none is chosen. The error is in words.
 */
export function readJson<T>(text: string, schema: z.ZodMiniType<T>): Result<T, string> {
  const { values, isCut } = jsonInText(text);
  const read = values.map((value) => schema.safeParse(value));
  const [fits, another] = read.filter(({ success }) => success);
  // What fits may be an example, and what was cut the reply.
  if (isCut) return err('The JSON of the reply is cut off.');
  if (another !== undefined) return err('The reply holds several JSON values that differ, and one was asked for.');
  if (fits?.success === true) return ok(fits.data);
  const issue = read[0]?.error?.issues[0];
  if (read.length === 0) return err('The reply is not JSON.');
  const place = issue === undefined || issue.path.length === 0 ? 'the reply' : `"${issue.path.join('.')}"`;
  return err(`In the reply, ${place} is missing or of the wrong kind.`);
}

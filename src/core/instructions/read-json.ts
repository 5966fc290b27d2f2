import type * as z from 'zod/mini';
import { err, ok, type Result } from '../result';

/** Reads a JSON reply. A code fence round it is forgiven; everything else has to fit. The error is in words. */
export function readJson<T>(text: string, schema: z.ZodMiniType<T>): Result<T, string> {
  const data = parsed(withoutFence(text));
  if (data === undefined) return err('The reply is not JSON.');
  const read = schema.safeParse(data.value);
  if (read.success) return ok(read.data);
  const issue = read.error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? 'the reply' : `"${issue.path.join('.')}"`;
  return err(`In the reply, ${place} is missing or of the wrong kind.`);
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function withoutFence(text: string): string {
  const fenced = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?\s*```\s*$/i.exec(text);
  return fenced?.[1] ?? text;
}

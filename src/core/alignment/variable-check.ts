import { parseTemplate } from '../prompt/template';
import { err, ok, type Result } from '../result';

/** A rewritten prompt was refused: its variables are not those of the prompt that it was made from. */
export interface ChangedVariables {
  readonly kind: 'changed-variables';
  readonly dropped: readonly string[];
  readonly invented: readonly string[];
  /** The refused text. */
  readonly proposal: string;
}

/** Every variable of `before` is in `after`, and no other. */
export function keepsVariables(before: string, after: string): Result<string, ChangedVariables> {
  const had = parseTemplate(before).variables;
  const has = parseTemplate(after).variables;
  const dropped = had.filter((name) => !has.includes(name));
  const invented = has.filter((name) => !had.includes(name));
  if (dropped.length === 0 && invented.length === 0) return ok(after);
  return err({ kind: 'changed-variables', dropped, invented, proposal: after });
}

/** Why it was refused, in one sentence. */
export function whyRefused({ dropped, invented }: Pick<ChangedVariables, 'dropped' | 'invented'>): string {
  if (dropped.length > 0) return `The new prompt leaves out ${braced(dropped)}, so a run could not fill it in.`;
  return `The new prompt has ${braced(invented)}, which the prompt does not have, so a run would wait for a value that nobody asked for.`;
}

function braced(names: readonly string[]): string {
  return names.map((name) => `{${name}}`).join(' and ');
}

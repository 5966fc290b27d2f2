import { keepsVariables, whyRefused } from '../../../core/alignment/variable-check';

/** Why an edited prompt cannot be accepted: it is blank, or its variables are not those of the prompt before. Null when it can. */
export function whyNotAccepted(before: string, after: string): string | null {
  if (after.trim() === '') return 'The prompt is empty. Write it, or discard the change.';
  const kept = keepsVariables(before, after);
  return kept.ok ? null : `${whyRefused(kept.error)} Change the text, or discard it.`;
}

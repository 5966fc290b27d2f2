import type { Capabilities } from '../model/capabilities';

/** Of the labels, where a model is asked to choose one; null where it writes the label instead. */
export function choiceCodes(
  { labels, examplesPerCall }: { readonly labels: number; readonly examplesPerCall: number },
  { choices }: Pick<Capabilities, 'choices'>,
): readonly string[] | null {
  return choices === true && examplesPerCall === 1 ? labelCodes(labels) : null;
}

/**
 * Codes whose first characters differ, so that the first token of the answer decides; null when there are too few characters, or
 * nothing to choose. Digits come before small letters, since `a` and `A` are more alike than any other two.
 *
 * The first label that is shown is always `A`, and labels are shown in an order of the row's own. So a liking for what stands first,
 * or for some letter, falls on every label alike over many rows; codes of their own would give the label `A` all of it, in every row.
 */
export function labelCodes(count: number): readonly string[] | null {
  return count < 2 || count > characters.length ? null : [...characters.slice(0, count)];
}

const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz';

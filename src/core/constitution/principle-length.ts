/**
 * In characters: several pages. A rule is a sentence or a few; what is longer is a text that was pasted or a model that did not stop, and
 * each run would pay for it.
 */
export const longestPrinciple = 10_000;

/** Why a text cannot be one principle, and what to do; null when it is not too long. */
export function tooLongForPrinciple(text: string): string | null {
  const { length } = text.trim();
  if (length <= longestPrinciple) return null;
  const [most, had] = [longestPrinciple, length].map((count) => count.toLocaleString('en'));
  return `A principle has at most ${most} characters, and this has ${had}. Shorten it, or make several principles of it.`;
}

import type { TokenLogprob } from '../../model/reply';

/**
 * How probable the model found the nth label of its JSON reply among all labels, 0 to 1: at each token of the label, its share of
 * those alternatives with which some label could still be written. Null when the tokens do not tell.
 */
export function confidenceOf(
  tokens: readonly TokenLogprob[],
  { label, labels, nth }: { readonly label: string; readonly labels: readonly string[]; readonly nth: number },
): number | null {
  const text = tokens.map(({ token }) => token).join('');
  const place = [...text.matchAll(/"label"\s*:\s*(?=")/g)][nth];
  if (place === undefined) return null;
  const start = place.index + place[0].length;
  const writings = labels.map((each) => JSON.stringify(each));
  const written = JSON.stringify(label);
  if (!text.startsWith(written, start)) return null;

  let at = 0;
  let logarithm = 0;
  for (const token of tokens) {
    const end = at + token.token.length;
    if (end > start && at < start + written.length) {
      const before = text.slice(start, Math.max(start, at));
      // A token may begin before the label does: that part of it is given.
      const lead = text.slice(at, Math.max(start, at));
      logarithm += shareOf(token, { before, lead, writings });
    }
    at = end;
  }
  const confidence = Math.min(1, Math.exp(logarithm));
  // A service may report numbers that are none; a project that holds one could not be opened again.
  return Number.isNaN(confidence) ? null : confidence;
}

interface Position {
  /** Of the label's writing. */
  readonly before: string;
  /** Of the token, outside of the label. */
  readonly lead: string;
  readonly writings: readonly string[];
}

/** Logarithm of the token's part of the probability of all tokens that lead to a label. */
function shareOf({ token, logprob, alternatives }: TokenLogprob, { before, lead, writings }: Position): number {
  const rivals = alternatives.filter(
    (other) =>
      other.token !== token &&
      other.token.startsWith(lead) &&
      leadsToLabel(before + other.token.slice(lead.length), writings),
  );
  const chosen = Math.exp(logprob);
  const all = rivals.reduce((sum, rival) => sum + Math.exp(rival.logprob), chosen);
  return all === 0 ? 0 : Math.log(chosen / all);
}

function leadsToLabel(text: string, writings: readonly string[]): boolean {
  return writings.some((writing) => writing.startsWith(text) || text.startsWith(writing));
}

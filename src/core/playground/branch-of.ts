import type { TokenLogprob } from '../model/reply';
import type { Branch } from './playground-work';

/** Where a completion is left for another token: the alternative at this place of the list of the token `at`. */
interface Fork {
  readonly n: number;
  readonly at: number;
  readonly alternative: number;
}

/**
 * A branch and the tokens that it begins with, the other one last. `tokens` are those of the completion that it leaves, its own prefix
 * among them. Null where there is no such alternative.
 */
export function branchOf(
  tokens: readonly TokenLogprob[],
  { n, at, alternative }: Fork,
): { readonly branch: Branch; readonly tokens: readonly TokenLogprob[] } | null {
  const left = tokens[at];
  const taken = left?.alternatives[alternative];
  if (left === undefined || taken === undefined) return null;
  const { rank: _, sampled: __, ...rest } = left;
  const begins = [...tokens.slice(0, at), { ...rest, ...taken, rank: alternative + 1 }];
  const ids = begins.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const prefix = {
    text: begins.map(({ token }) => token).join(''),
    // Some of them alone would be another text.
    ...(ids.length === begins.length && { ids }),
  };
  return { branch: { n, at, prefix }, tokens: begins };
}

/**
 * How often a token followed another one. With it, ln P(next | last) can be computed by hand: (count + s · share) / (sum of the row + s),
 * where s is the smoothing and share is (how often next came at all + `floor`) / (the same of all tokens but the begin token). Without
 * smoothing it is count / sum, and a row without counts is uniform over everything but the begin token.
 */
export interface BigramTable {
  /** By id; the begin token is the first. */
  readonly vocabulary: readonly string[];
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Of `vocabulary`; absent: a text never ends by itself. */
  readonly end?: string;
  /** Behind the vocabulary come 256 tokens, one a byte, for what has none of its own. Without them only the vocabulary's texts can be cut. */
  readonly hasBytes?: true;
  readonly smoothing?: { readonly weight: number; readonly floor: number };
}

/** Counts of our own sentences (`sentences.txt`), one row a line. */
export async function practiceTable(): Promise<BigramTable> {
  const { default: file } = await import('./counts.json');
  // A literal type of a thousand optional names is none to work with.
  const counts = file.counts as BigramTable['counts'];
  return {
    vocabulary: [...Object.keys(counts), file.end],
    counts,
    end: file.end,
    hasBytes: true,
    smoothing: file.smoothing,
  };
}

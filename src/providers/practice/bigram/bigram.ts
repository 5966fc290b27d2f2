import type { BigramTable } from './bigram-table';
import { createVocabulary, type Vocabulary } from './vocabulary';

/** A model of words that looks back at one token: all its probabilities can be counted by hand. */
export interface Bigram {
  readonly vocabulary: Vocabulary;
  /** ln P of every token after this one, by id; -Infinity: it never follows. Kept: not to be written into. */
  logitsAfter(last: number): Float64Array;
}

export function createBigram(table: BigramTable): Bigram {
  const vocabulary = createVocabulary(table);
  const ids = new Map(table.vocabulary.map((text, id) => [text, id]));
  const rows = new Map<number, Float64Array>();
  const share = shares(table, { size: vocabulary.size, ids });
  const weight = table.smoothing?.weight ?? 0;

  function countsAfter(last: number): { readonly counts: Float64Array; readonly sum: number } {
    const counts = new Float64Array(vocabulary.size);
    let sum = 0;
    for (const [next, count] of Object.entries(rowOf(table, table.vocabulary[last]))) {
      counts[ids.get(next) ?? -1] = count;
      sum += count;
    }
    return { counts, sum };
  }

  return {
    vocabulary,
    logitsAfter(last) {
      const known = rows.get(last);
      if (known !== undefined) return known;
      const { counts, sum } = countsAfter(last);
      // Nothing was counted, and nothing smooths: uniform over everything but the begin token.
      const part = sum + weight === 0 ? 1 : weight;
      const row = counts.map((count, next) => Math.log((count + part * (share[next] ?? 0)) / (sum + part)));
      rows.set(last, row);
      return row;
    },
  };
}

/** What the tokens are worth where nothing is known of the last one; they add up to 1. */
function shares(
  table: BigramTable,
  { size, ids }: { readonly size: number; readonly ids: ReadonlyMap<string, number> },
): Float64Array {
  const floor = table.smoothing?.floor ?? 1;
  const counts = new Float64Array(size).fill(floor);
  if (table.smoothing !== undefined) {
    for (const last of table.vocabulary) {
      for (const [next, count] of Object.entries(rowOf(table, last))) {
        const id = ids.get(next) ?? -1;
        counts[id] = (counts[id] ?? 0) + count;
      }
    }
  }
  counts[0] = 0;
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.map((count) => count / sum);
}

function rowOf({ counts }: BigramTable, last: string | undefined): Readonly<Record<string, number>> {
  return last !== undefined && Object.hasOwn(counts, last) ? (counts[last] ?? {}) : {};
}

import { withoutEnd } from '../../text-ends';

/** Fewer rows with a word say nothing about a region. */
const fewestRows = 2;

/**
 * For each region the words that its rows have and other rows have not, most telling first: by how many standard errors the share
 * of its rows with the word is above the share elsewhere. Words that are everywhere, such as articles, fall out by themselves.
 * `texts` and `regionOf` are of the same rows.
 */
export function regionWords(
  texts: readonly string[],
  regionOf: readonly (number | null)[],
  { regions, words }: { readonly regions: number; readonly words: number },
): readonly (readonly string[])[] {
  const byRow = texts.map(wordsOf);
  const overall = rowCounts(byRow);
  return Array.from({ length: regions }, (_, region) => {
    const inside = byRow.filter((_row, index) => regionOf[index] === region);
    const outside = byRow.length - inside.length;
    return [...rowCounts(inside)]
      .filter(([, rows]) => rows >= fewestRows)
      .map(([word, rows]) => ({
        word,
        lead: standardErrorsAbove(
          { rows, of: inside.length },
          { rows: (overall.get(word) ?? rows) - rows, of: outside },
        ),
      }))
      .filter(({ lead }) => lead > 1)
      .toSorted((a, b) => b.lead - a.lead || (a.word < b.word ? -1 : 1))
      .slice(0, words)
      .map(({ word }) => word);
  });
}

interface Share {
  readonly rows: number;
  readonly of: number;
}

/** Two proportions compared, with half a row added to each count so that none is 0 or all. */
function standardErrorsAbove(inside: Share, outside: Share): number {
  const one = (inside.rows + 0.5) / (inside.of + 1);
  const other = (outside.rows + 0.5) / (outside.of + 1);
  const error = Math.sqrt((one * (1 - one)) / (inside.of + 1) + (other * (1 - other)) / (outside.of + 1));
  return (one - other) / error;
}

/** Each word once, in lower case: letters of any script with their marks; no numbers, and no Latin words of one or two letters. */
function wordsOf(text: string): ReadonlySet<string> {
  const found =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
  return new Set(found.map((word) => withoutEnd(word, "'’-")).filter((word) => !/^[a-z]{1,2}$/.test(word)));
}

function rowCounts(rows: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const words of rows) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

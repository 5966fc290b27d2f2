import { shownProblems, type TableRowProblem, type TableRowProblems } from '../../core/dataset/table';

export interface RowProblems {
  add(line: number, reason: string): void;
  all(): TableRowProblems;
}

/** Counts all problems and keeps the first ones. */
export function createRowProblems(ragged: 'skip' | 'keep'): RowProblems {
  let count = 0;
  const shown: TableRowProblem[] = [];
  return {
    add(line, reason) {
      count++;
      if (shown.length < shownProblems) shown.push({ line, reason });
    },
    all: () => ({ count, shown: [...shown], kept: ragged === 'keep' }),
  };
}

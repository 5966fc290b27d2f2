import { shownProblems, type TableRowProblem, type TableRowProblems } from '../../core/dataset/table';

export interface RowProblems {
  add(problem: TableRowProblem): void;
  all(): TableRowProblems;
}

/** Counts all problems and keeps the first ones. */
export function createRowProblems(ragged: 'skip' | 'keep'): RowProblems {
  let count = 0;
  let skipped = 0;
  const shown: TableRowProblem[] = [];
  return {
    add(problem) {
      count++;
      if (problem.kept !== true) skipped++;
      if (shown.length < shownProblems) shown.push(problem);
    },
    all: () => ({ count, skipped, shown: [...shown], kept: ragged === 'keep' }),
  };
}

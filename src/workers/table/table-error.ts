import type { TableProblem } from '../../core/dataset/table';

/** Ends the reading of a file. `readTable` turns it into a result; who streams rows catches it. */
export class TableError extends Error {
  readonly problem: TableProblem;

  constructor(problem: TableProblem) {
    super(`${problem.title} ${problem.message}`);
    this.problem = problem;
    this.name = 'TableError';
  }
}

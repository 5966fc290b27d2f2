import { countLabels } from '../../core/dataset/count-labels';
import type { Split } from '../../core/dataset/example';
import { type LabelCounts, type Mapping, type MappingProblem, mostLabels } from '../../core/dataset/mapping';
import { columnProblem, mappingProblem, splitProblem, testFileProblem } from '../../core/dataset/mapping-problem';
import { splitCounts, splitExamples } from '../../core/dataset/split-examples';
import type { Table, TableProblem } from '../../core/dataset/table';
import { groupsOf, toExamples } from '../../core/dataset/to-examples';
import type { SetupRequest } from '../../core/labeler/trainer';
import { estimateTraining } from '../../core/labeler/training/estimate';
import { err, ok, type Result } from '../../core/result';
import { realSleep } from '../set-timer';
import type { TableStore } from '../table/table-store';
import type { WorkTable } from '../work/work-context';

type SetupMethods = Pick<WorkTable, 'check-setup'>;

export function setupMethods({ tables }: { readonly tables: TableStore }): SetupMethods {
  return {
    async 'check-setup'(request, { signal }) {
      const prepared = await prepare(tables, request, signal);
      if (!prepared.ok) return prepared;
      await listened(signal);
      const { counts, split } = prepared.value;
      return ok({ counts, split: splitCounts(split), estimate: estimateTraining({ ...request, ...prepared.value }) });
    },
  };
}

export type TrainingSetup = Pick<SetupRequest, 'training' | 'test' | 'mapping' | 'hyperparameters' | 'corrections'>;

export interface Prepared {
  readonly task: string;
  /** Most frequent first. */
  readonly labels: readonly string[];
  readonly counts: LabelCounts;
  readonly split: Split;
}

/** From files to rows with sides. Equal set-ups give equal splits. */
export async function prepare(
  tables: TableStore,
  { training, test, mapping, hyperparameters, corrections }: TrainingSetup,
  signal: AbortSignal,
): Promise<Result<Prepared, MappingProblem | TableProblem>> {
  const table = await tables.get(training, signal);
  if (!table.ok) return err({ ...table.error, file: 'training' });
  const counted = countedLabels(table.value, mapping);
  if (!counted.ok) return counted;
  await listened(signal);
  const labels = counted.value.labels.map(({ label }) => label);
  const usable = withoutForeignLabels(corrections, labels);
  const examples = toExamples({ table: table.value, mapping, corrections: usable, file: 'training' });

  const testTable = test === null ? null : await tables.get(test, signal);
  if (testTable !== null && !testTable.ok) return err({ ...testTable.error, file: 'test' });
  const misfit = testTable === null ? null : testFileProblem(mapping, testTable.value.summary);
  if (misfit !== null) return err(misfit);
  const testExamples =
    testTable === null ? undefined : toExamples({ table: testTable.value, mapping, corrections: usable, file: 'test' });
  await listened(signal);

  const split = splitExamples({
    examples,
    groups: groupsOf(table.value, mapping, examples),
    sizes: { validation: hyperparameters.validationExamples, test: hyperparameters.testExamples },
    seed: hyperparameters.seed,
    ...(testTable !== null &&
      testExamples !== undefined && { testExamples, testGroups: groupsOf(testTable.value, mapping, testExamples) }),
  });
  const problem = splitProblem(split);
  if (problem !== null) return err({ ...problem, counts: foremost(counted.value) });
  return ok({ task: mapping.taskDescription, labels, counts: counted.value, split });
}

/**
 * Of a million rows, each part takes seconds: between two of them the worker hears an abort, and gives the sign of life without which it
 * would be taken for dead.
 */
function listened(signal: AbortSignal): Promise<void> {
  return realSleep(0, signal);
}

/** A correction to a label that there no longer is (its name or its border was changed) says nothing of the present ones. */
function withoutForeignLabels(
  corrections: TrainingSetup['corrections'],
  labels: readonly string[],
): TrainingSetup['corrections'] {
  return Object.fromEntries(Object.entries(corrections).filter(([, label]) => labels.includes(label)));
}

function countedLabels(table: Table, mapping: Mapping): Result<LabelCounts, MappingProblem> {
  const { summary } = table;
  // Before anything is counted: the columns may not be there.
  const early = columnProblem({ summary, mapping });
  if (early !== null) return err(early);
  const counts = countLabels(table, mapping);
  const problem = mappingProblem({ summary, mapping, counts });
  return problem === null ? ok(counts) : err({ ...problem, counts: foremost(counts) });
}

/** A column that is no label column may have as many values as rows: the page needs enough to see what it is, and to mend it. */
function foremost(counts: LabelCounts): LabelCounts {
  return { ...counts, labels: counts.labels.slice(0, mostLabels), variants: counts.variants.slice(0, mostVariants) };
}

const mostVariants = 20;

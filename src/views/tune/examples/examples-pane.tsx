import { areRowsElsewhere } from '../../../store/tune/select-tune';
import { counted, whole } from '../../shared/counted';
import { Notice } from '../../ui/notice';
import { Pane } from '../../ui/pane';
import { SkeletonLines } from '../../ui/skeleton-lines';
import { useStudio } from '../../use-studio';
import { useTune, useTuning } from '../use-tune';
import { ExampleFilters } from './example-filters';
import { ExampleTable } from './example-table';
import { NoExamples } from './no-examples';

/** What the runs have made, row by row: to look at, to clean. */
export function ExamplesPane() {
  const runs = useTuning((work) => work.runs);
  const page = useTune(({ table }) => table.page);
  return (
    <Pane label="Examples" ground="surface">
      {runs.length === 0 ? <NoExamples /> : page === null ? <Loading /> : <Examples />}
    </Pane>
  );
}

function Loading() {
  return (
    <div className="p-4" aria-busy="true">
      <h2 className="mb-2">Generated examples</h2>
      <SkeletonLines />
    </div>
  );
}

function Examples() {
  const page = useTune(({ table }) => table.page);
  const runId = useTune(({ table }) => table.runId);
  const all = useTuning((work) => work.runs);
  const runs = runId === null ? all : all.filter(({ id }) => id === runId);
  const done = runs.reduce((sum, run) => sum + run.done, 0);
  const total = page?.total ?? 0;
  const inWork = page?.counts.outcomes['under-way'] ?? 0;
  const isElsewhere = useStudio(areRowsElsewhere);
  return (
    <>
      <ExampleFilters
        meta={
          isElsewhere
            ? 'not on this device'
            : `${whole(total - inWork)}${inWork > 0 ? `, and ${whole(inWork)} in work` : ''}`
        }
      />
      {isElsewhere ? (
        <div className="px-4">
          <Notice tone="warn">
            The {counted(done, 'row')} {runs.length === 1 ? 'of this run' : 'of these runs'} are not on this device: a
            project keeps how they were made and what you did with them, and the rows stay where they were made.
            Generate makes them again; answers that this device still knows are not paid again.
          </Notice>
        </div>
      ) : (
        <ExampleTable />
      )}
    </>
  );
}

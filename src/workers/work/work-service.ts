import { createSharedCalls } from '../../core/calls/shared-calls';
import type { Instant, SetTimer } from '../../core/effects';
import type { TrainingStorage } from '../../core/project/training-storage';
import type { BatchFormat } from '../jobs/batch-files';
import { batchMethods } from '../jobs/batch-methods';
import { jobMethods } from '../jobs/job-methods';
import { modelErrors } from '../model-errors';
import { playgroundMethods } from '../playground/playground-methods';
import { connectModels } from '../remote-model';
import type { Endpoint } from '../rpc/protocol';
import { createRemote } from '../rpc/remote';
import { serve } from '../rpc/serve';
import { tableMethods } from '../table/table-methods';
import { createTableStore } from '../table/table-store';
import { classifyMethods } from '../training/classify-methods';
import { setupMethods } from '../training/setup-methods';
import { trainMethod } from '../training/train-method';
import { tuningMethods } from '../tuning/tuning-methods';
import { pausingWhenFull } from './pausing-when-full';
import type { WorkContext, WorkTable } from './work-context';
import type { PageMethods } from './work-protocol';

export interface WorkServiceDeps {
  readonly storage: TrainingStorage;
  readonly batch: () => Promise<BatchFormat>;
  readonly hash: (text: string) => Promise<string>;
  readonly newId: () => string;
  readonly now: () => Instant;
  readonly setTimer: SetTimer;
}

/** Everything that the work worker does, for the page at the other end. */
export function startWorkService(client: Endpoint, { storage, setTimer, ...effects }: WorkServiceDeps): void {
  const page = createRemote<PageMethods>({
    source: { connect: async () => client },
    errors: modelErrors,
    died: (reason) => new Error(reason),
  });
  const models = connectModels({ connect: () => page.call('models', null), tries: mostTries });
  const gates: WorkContext['gates'] = { training: new Map(), job: new Map() };
  const journal = pausingWhenFull(storage.journal);
  const tables = createTableStore(storage.datasets);
  const work: WorkContext = { ...storage, ...effects, journal, shared: createSharedCalls(), models, gates, tables };
  const table: WorkTable = {
    ...tableMethods(work),
    ...setupMethods(work),
    ...trainMethod(work),
    ...classifyMethods(work),
    ...jobMethods(work),
    ...batchMethods(work),
    ...tuningMethods(work),
    ...playgroundMethods(work),
    async pause({ what, id }) {
      gates[what].get(id)?.pause();
      return null;
    },
    async resume({ what, id }) {
      gates[what].get(id)?.resume();
      return null;
    },
    async 'models-gone'(reason) {
      models.disconnect(reason);
      return null;
    },
  };
  serve(client, table, { errors: modelErrors, setTimer });
  // At a moment at which nothing waits for it.
  setTimer(garbageAfterMs, () => void storage.datasets.collectGarbage().catch(() => undefined));
}

/** A call that has brought down the models worker so often is not made again. */
const mostTries = 3;

const garbageAfterMs = 30_000;

import { createSharedCalls } from '../../core/calls/shared-calls';
import type { Instant, SetTimer } from '../../core/effects';
import type { TrainingStorage } from '../../core/project/training-storage';
import { modelErrors } from '../model-errors';
import { connectModels } from '../remote-model';
import type { Endpoint } from '../rpc/protocol';
import { createRemote } from '../rpc/remote';
import { serve } from '../rpc/serve';
import type { BatchFormat } from './batch-files';
import { batchMethods } from './batch-methods';
import { classifyMethods } from './classify-methods';
import { jobMethods } from './job-methods';
import { pausingWhenFull } from './pausing-when-full';
import { setupMethods } from './setup-methods';
import { createTables } from './tables';
import { trainMethod } from './train-method';
import type { PageMethods } from './training-protocol';
import type { TrainingTable, TrainingWork } from './training-work';

export interface TrainingServiceDeps {
  readonly storage: TrainingStorage;
  readonly batch: () => Promise<BatchFormat>;
  readonly hash: (text: string) => Promise<string>;
  readonly newId: () => string;
  readonly now: () => Instant;
  readonly setTimer: SetTimer;
}

/** Everything that the training worker does, for the page at the other end. */
export function startTrainingService(client: Endpoint, { storage, setTimer, ...effects }: TrainingServiceDeps): void {
  const page = createRemote<PageMethods>({
    source: { connect: async () => client },
    errors: modelErrors,
    died: (reason) => new Error(reason),
  });
  const models = connectModels({ connect: () => page.call('models', null), tries: mostTries });
  const gates: TrainingWork['gates'] = { training: new Map(), job: new Map() };
  const journal = pausingWhenFull(storage.journal);
  const tables = createTables(storage.datasets);
  const work: TrainingWork = { ...storage, ...effects, journal, shared: createSharedCalls(), models, gates, tables };
  const table: TrainingTable = {
    ...setupMethods(work),
    ...trainMethod(work),
    ...classifyMethods(work),
    ...jobMethods(work),
    ...batchMethods(work),
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

import type { Instant, SetTimer } from '../../core/effects';
import type { TrainingStorage } from '../../core/project/training-storage';
import type { Endpoint } from '../models-protocol';
import type { BatchFormat } from './batch-files';
import { batchMethods } from './batch-methods';
import { classifyMethods } from './classify-methods';
import { jobMethods } from './job-methods';
import { pausingWhenFull } from './model-calls';
import { createModelsConnection } from './models-connection';
import { setupMethods } from './setup-methods';
import { createSharedCalls } from './shared-calls';
import { createTables } from './tables';
import { trainMethod } from './train-method';
import type { FromTraining } from './training-protocol';
import { serveTraining } from './training-server';
import type { TrainingWork } from './training-work';

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
  const wanted: FromTraining = { type: 'models-wanted' };
  const models = createModelsConnection({ want: () => client.postMessage(wanted), newId: effects.newId });
  const gates: TrainingWork['gates'] = { training: new Map(), job: new Map() };
  const journal = pausingWhenFull(storage.journal);
  const tables = createTables(storage.datasets);
  const work: TrainingWork = { ...storage, ...effects, journal, shared: createSharedCalls(), models, gates, tables };
  serveTraining(client, {
    methods: {
      ...setupMethods(work),
      ...trainMethod(work),
      ...classifyMethods(work),
      ...jobMethods(work),
      ...batchMethods(work),
    },
    gates,
    models,
    setTimer,
  });
  // At a moment at which nothing waits for it.
  setTimer(garbageAfterMs, () => void storage.datasets.collectGarbage().catch(() => undefined));
}

const garbageAfterMs = 30_000;

import { createGate, type OperatedGate } from '../../core/calls/gate';
import { journaledModels } from '../../core/calls/paid-calls';
import type { TrainingEvent } from '../../core/labeler/run/training-event';
import type { TrainRequest } from '../../core/labeler/trainer';
import { runTraining } from '../../core/labeler/training/run-training';
import { embeddingModelFor } from '../../core/model/embedding-model';
import type { Answering } from '../rpc/serve';
import { orTableFailure } from '../table/table-failure';
import { createSerialQueue } from '../work/serial-queue';
import type { WorkContext, WorkTable } from '../work/work-context';
import { prepare } from './setup-methods';

export function trainMethod(work: WorkContext): Pick<WorkTable, 'train'> {
  const turns = createSerialQueue();

  return {
    train(request, answering) {
      // At once, so that Pause reaches it while its last life is still ending.
      const gate = createGate();
      work.gates.training.set(request.runId, gate);
      return turns(request.runId, () => train(request, { ...answering, gate }));
    },
  };

  async function train(
    { runId, settings, limits }: TrainRequest,
    { signal, tell, gate }: Answering<TrainingEvent> & { readonly gate: OperatedGate },
  ): Promise<null> {
    try {
      signal.throwIfAborted();
      const { training, test, hyperparameters, trainModel, evalModel, embeddingModel } = settings;
      const setup = {
        ...settings,
        training: { datasetId: training.id, read: training.read },
        test: test && { datasetId: test.id, read: test.read },
      };
      const prepared = orTableFailure(await prepare(work.tables, setup, signal));
      await work.prefetch(runId);
      const models = journaledModels(runId, work);
      const events = runTraining(
        { ...prepared, hyperparameters, limits },
        {
          trainModel: models.model(trainModel),
          evalModel: models.model(evalModel),
          embeddings:
            hyperparameters.experts === 1
              ? null
              : models.embeddingModel(embeddingModel ?? embeddingModelFor(evalModel)),
          concurrency: limits.parallelRequests,
          gate,
          signal,
        },
      );
      for await (const event of events) tell(event);
      return null;
    } finally {
      if (work.gates.training.get(runId) === gate) work.gates.training.delete(runId);
    }
  }
}

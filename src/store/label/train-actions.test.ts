import { describe, expect, it } from 'vitest';
import type { TrainingEvent } from '../../core/labeler/run/training-event';
import { ModelError } from '../../core/model/model-error';
import { localEmbeddingModel } from '../../core/model/provider-table';
import {
  finishedRun,
  firstCheckpoint,
  mails,
  present,
  read,
  started,
  withTrainingFile,
  work,
} from '../../testing/open-label';
import type { OpenedStudio } from '../../testing/open-studio';
import { gate, turns, until } from '../../testing/turns';

describe('a training run', () => {
  it('is made from the set-up and ends as its events say', async () => {
    const { state, label, clock, calls } = await withTrainingFile({ training: [[{ tells: finishedRun }]] });
    await label.train();
    await clock.pass();
    const run = present(state);
    expect(run).toMatchObject({
      n: 1,
      status: { status: 'finished', reason: 'perfect' },
      settings: { training: { table: mails }, trainModel: { provider: 'practice' } },
      estimate: { calls: 40 },
    });
    expect(run?.labelers[0]).toMatchObject({ key: 'single', championId: 'c0' });
    expect(calls('trainer.train')[0]?.given).toMatchObject({
      runId: run?.id,
      limits: { parallelRequests: expect.any(Number) },
    });
    expect(state().label.training).toBeNull();
  });

  it('turns a burst of events into one change of the project', async () => {
    const pause = gate();
    const { state, label, clock, subscribe } = await withTrainingFile({
      training: [[{ tells: started }, { tells: mistakes(200) }, { waits: pause.passed }]],
    });
    const training = label.train();
    await until(() => state().label.training !== null);
    await turns();
    let changes = 0;
    subscribe(({ project }, before) => {
      if (project !== before.project) changes += 1;
    });
    await clock.pass();
    expect(changes).toBe(1);
    expect(present(state)?.labelers[0]?.latest.mistakes).toHaveLength(200);
    label.stop();
    await training;
  });

  it('is paused, goes on in the same life, and is not paid anew', async () => {
    const paused = gate();
    const resumed = gate();
    const { state, label, clock, calls } = await withTrainingFile({
      training: [
        [
          { tells: started },
          { waits: paused.passed },
          { tells: [{ type: 'paused' }] },
          { waits: resumed.passed },
          { tells: [{ type: 'resumed' }, ...finishedRun.slice(started.length)] },
        ],
      ],
    });
    const training = label.train();
    await until(() => state().label.training !== null);
    label.pause();
    expect(state().label.training?.pausing).toBe(true);
    paused.open();
    await turns();
    await clock.pass();
    expect(present(state)?.status).toEqual({ status: 'paused' });
    expect(state().label.training?.pausing).toBe(false);
    await label.resume();
    expect(calls('trainer.resume').map(({ given }) => given)).toEqual([present(state)?.id]);
    resumed.open();
    await training;
    expect(present(state)?.status.status).toBe('finished');
    expect(calls('trainer.train')).toHaveLength(1);
  });

  it('shows why a call paused it', async () => {
    const error = {
      kind: 'rate-limited-day',
      code: '429',
      message: 'The quota of the day is spent.',
      partialText: '',
    } as const;
    const { state, label, clock } = await withTrainingFile({
      training: [[{ tells: [...started, { type: 'paused', error }] }, { waits: new Promise(() => {}) }]],
    });
    void label.train();
    await until(() => state().label.training !== null);
    await turns();
    await clock.pass();
    expect(present(state)?.status).toEqual({ status: 'paused', error });
    label.stop();
  });

  it('is paused, with the reason, when a call that it cannot do without fails', async () => {
    const error = new ModelError({ kind: 'no-key', code: 'NO_KEY', message: 'There is no key.' });
    const { state, label } = await withTrainingFile({ training: [[{ fails: error }]] });
    await label.train();
    expect(present(state)?.status).toEqual({ status: 'paused', error: error.data });
    expect(state().label.training).toBeNull();
  });

  it('is stopped with what it has, and is taken up with the same id and settings', async () => {
    const { state, label, calls } = await withTrainingFile({
      training: [[{ tells: started }, { waits: new Promise(() => {}) }], [{ tells: finishedRun }]],
    });
    const training = label.train();
    await until(() => state().label.training !== null);
    await turns();
    label.stop();
    await training;
    expect(present(state)).toMatchObject({ status: { status: 'stopped' }, rows: { validation: { length: 3 } } });
    label.changeHyperparameters({ steps: 99 });
    await label.resume();
    expect(present(state)?.status.status).toBe('finished');
    expect(work(state).runs).toHaveLength(1);
    expect(calls('trainer.train')[1]?.given).toEqual(calls('trainer.train')[0]?.given);
  });

  it('is interrupted by leaving the page, and goes on after the reload', async () => {
    const first = await withTrainingFile({ training: [[{ tells: started }, { waits: new Promise(() => {}) }]] });
    void first.label.train();
    await until(() => first.state().label.training !== null);
    await turns();
    await first.clock.pass();
    expect(present(first.state)?.status.status).toBe('training');
    const { state, label, calls } = await first.reload({ training: [[{ tells: finishedRun }]] });
    expect(present(state)?.status).toEqual({ status: 'interrupted' });
    await label.resume();
    expect(present(state)?.status.status).toBe('finished');
    expect(calls('trainer.train')[0]?.given).toEqual(first.calls('trainer.train')[0]?.given);
  });

  it('is interrupted, and kept, when another project is opened', async () => {
    const { state, label, actions, calls } = await withTrainingFile({
      training: [[{ tells: started }, { waits: new Promise(() => {}) }]],
    });
    const { id } = state().project;
    const training = label.train();
    await until(() => state().label.training !== null);
    await turns();
    await actions.project.newProject();
    await training;
    expect(calls('trainer.train')[0]?.signal?.aborted).toBe(true);
    expect(state().project.labeler).toBeNull();
    expect(state().label.training).toBeNull();
    await actions.project.openProject(id);
    expect(present(state)).toMatchObject({ status: { status: 'interrupted' }, rows: { validation: { length: 3 } } });
  });

  it('does not bring back a project that is deleted while it is trained', async () => {
    const { state, label, actions } = await withTrainingFile({
      training: [[{ tells: started }, { waits: new Promise(() => {}) }]],
    });
    const { id } = state().project;
    const training = label.train();
    await until(() => state().label.training !== null);
    await actions.project.flush();
    await actions.project.deleteProject();
    await training;
    await actions.project.flush();
    await turns();
    await actions.project.refreshProjects();
    expect(state().projects.map((project) => project.id)).not.toContain(id);
  });

  it('is started once, however often Train is pressed, and not stopped by the Stop of Align', async () => {
    const { state, label, actions, calls } = await withTrainingFile({ training: [[{ waits: new Promise(() => {}) }]] });
    const training = label.train();
    await label.train();
    actions.align.stop();
    await until(() => state().label.training !== null);
    expect(calls('trainer.train')).toHaveLength(1);
    expect(work(state).runs).toHaveLength(1);
    label.stop();
    await training;
  });

  it('is not started while another tab trains in this project, and that is told', async () => {
    const { state, label, calls } = await withTrainingFile({ withLock: async () => false });
    await label.train();
    expect(calls('trainer.train')).toEqual([]);
    expect(work(state).runs).toEqual([]);
    expect(state().notices.at(-1)?.title).toBe('This project is being trained in another tab');
  });

  it('leaves the others in the list when it is removed', async () => {
    const { state, label } = await withTrainingFile({ training: [[{ tells: finishedRun }], [{ tells: finishedRun }]] });
    await label.train();
    await label.train();
    const [first, second] = work(state).runs;
    expect(second?.n).toBe(2);
    label.removeRun(second?.id ?? '');
    expect(work(state).runs).toEqual([first]);
    expect(work(state).currentRunId).toBe(first?.id);
  });
});

describe('the embedding model of Settings', () => {
  const gemma = { provider: 'webllm', id: 'gemma' } as const;
  const mine = { provider: 'webllm', id: 'mine' } as const;
  const choose = ({ actions, state }: OpenedStudio, embeddingModel: string) =>
    actions.settings.updateSettings({ local: { ...state().settings.local, embeddingModel } });
  const region = { rows: 9, centroid: [1, 0], nearestCosine: 0.2, words: [], embeddedBy: mine };
  const expert: readonly TrainingEvent[] = [
    ...started,
    { type: 'checkpoint', labeler: 'single', checkpoint: firstCheckpoint },
    { type: 'labeler', key: 'expert-1', region },
    { type: 'checkpoint', labeler: 'expert-1', checkpoint: { ...firstCheckpoint, id: 'e0' } },
  ];

  it('goes with a run of a local eval model, which keeps to it after another was chosen', async () => {
    const opened = await withTrainingFile({
      training: [[{ tells: expert }], [{ tells: finishedRun }]],
      predict: () => read('ham'),
    });
    const { label, calls } = opened;
    label.changeModels({ evalModel: gemma });
    choose(opened, mine.id);
    await label.train();
    expect(calls('trainer.train')[0]?.given).toMatchObject({ settings: { evalModel: gemma, embeddingModel: mine } });
    choose(opened, 'another');
    await label.classify([{ name: 'text', text: 'Dear nephew' }]);
    expect(calls('trainer.classify')[0]?.given).toMatchObject({
      classifier: { experts: [{ embeddedBy: mine }] },
      model: gemma,
    });
    await label.resume();
    expect(calls('trainer.train')[1]?.given).toEqual(calls('trainer.train')[0]?.given);
  });

  it('comes back with the run after a reload', async () => {
    const first = await withTrainingFile({ training: [[{ tells: expert }]] });
    first.label.changeModels({ evalModel: gemma });
    choose(first, mine.id);
    await first.label.train();
    const { state, label, calls } = await first.reload({ training: [[{ tells: finishedRun }]] });
    expect(present(state)?.labelers[1]?.region?.embeddedBy).toEqual(mine);
    await label.resume();
    expect(calls('trainer.train')[0]?.given).toMatchObject({ settings: { embeddingModel: mine } });
  });

  it.each([
    ['the usual one', gemma, localEmbeddingModel],
    ['an eval model that is not local', { provider: 'practice' } as const, mine.id],
  ])('is not written down for %s', async (_, evalModel, id) => {
    const opened = await withTrainingFile({ training: [[{ tells: finishedRun }]] });
    opened.label.changeModels({ evalModel });
    choose(opened, id);
    await opened.label.train();
    expect(present(opened.state)?.settings).toMatchObject({ evalModel });
    expect(present(opened.state)?.settings).not.toHaveProperty('embeddingModel');
  });
});

function mistakes(count: number): readonly TrainingEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    type: 'mistake',
    labeler: 'single',
    step: 1,
    mistake: {
      row: index + 1,
      exampleId: `row-${index + 1}`,
      fields: [],
      golden: 'ham',
      predicted: 'spam',
      checkpointId: 'c0',
      diagnosis: '',
    },
  }));
}

import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { DatasetRef } from '../../core/dataset/dataset-ref';
import { suggestMapping } from '../../core/dataset/suggest-mapping';
import { defaultReadOptions, type TableSummary } from '../../core/dataset/table';
import type { JobProgress, LabelRowsRequest } from '../../core/labeler/files/jobs';
import type { Classifier } from '../../core/labeler/prediction/classifier';
import type { Rulebook } from '../../core/labeler/rules/rulebook';
import { defaultHyperparameters } from '../../core/labeler/run/hyperparameters';
import type { LabelJob, RunSettings } from '../../core/labeler/run/labeler-run';
import type { TrainingEvent } from '../../core/labeler/run/training-event';
import type { TrainRequest } from '../../core/labeler/trainer';
import { ModelError } from '../../core/model/model-error';
import { modelKey, practiceModel } from '../../core/model/model-ref';
import { localEmbeddingModel } from '../../core/model/provider-table';
import type { WorkPort } from '../../core/work-port';
import { buildLabelerWork } from '../../testing/labeler-fixture';
import tableCases from '../../testing/table-cases/expected.json' with { type: 'json' };
import { closeChannels, newName, studio } from '../../testing/work-on-device';
import { setRealTimer } from '../set-timer';
import { createWorkClient } from './work-client';

const never = new AbortController().signal;
const limits = { parallelRequests: 4, requestsPerMinute: 1000 };

afterEach(closeChannels);

describe('reading a file', () => {
  it('says what is in it, and keeps it for a page that is loaded later', async () => {
    const storage = newName();
    const first = studio({ storage });
    const progress: number[] = [];
    const read = await first.labeler.tables.read(
      { datasetId: 'd', file: tickets(40), read: defaultReadOptions, onProgress: ({ rows }) => progress.push(rows) },
      never,
    );
    expect(read).toMatchObject({ ok: true, value: { name: 'tickets.csv', rowCount: 40 } });
    expect(progress.at(-1)).toBe(40);
    const later = studio({ storage });
    const again = await later.labeler.tables.read(
      { datasetId: 'd', file: null, read: defaultReadOptions, onProgress: () => {} },
      never,
    );
    expect(again).toEqual(read);
  });

  it('says what is wrong with one that is no table, and with one that is not there', async () => {
    const { labeler } = studio();
    const request = { datasetId: 'd', read: defaultReadOptions, onProgress: () => {} };
    const empty = await labeler.tables.read({ ...request, file: new File([''], 'empty.csv') }, never);
    expect(empty).toMatchObject({ ok: false, error: { kind: 'empty' } });
    const gone = await labeler.tables.read({ ...request, file: null }, never);
    expect(gone).toMatchObject({
      ok: false,
      error: { kind: 'gone', message: expect.stringMatching(/Choose the file/) },
    });
  });
});

describe('checking a set-up', () => {
  it('counts labels and sides and estimates the calls, without making any', async () => {
    const { labeler, models } = studio();
    const training = await readTickets(labeler, 60);
    const check = await labeler.trainer.checkSetup(setupOf(training), never);
    expect(check).toMatchObject({
      ok: true,
      value: { split: { validation: 12, test: 10, training: 38 }, counts: { labels: [{ count: 30 }, { count: 30 }] } },
    });
    expect(check.ok && check.value.estimate.calls).toBeGreaterThan(20);
    expect(models.asked).toEqual([]);
  });

  it('says which of its files is not there', async () => {
    const { labeler } = studio();
    const setup = setupOf(await readTickets(labeler, 60));
    const elsewhere = { ...setup.training, datasetId: 'elsewhere' };
    const gone = (file: string) => ({ ok: false, error: { kind: 'gone', file } });
    expect(await labeler.trainer.checkSetup({ ...setup, training: elsewhere }, never)).toMatchObject(gone('training'));
    expect(await labeler.trainer.checkSetup({ ...setup, test: elsewhere }, never)).toMatchObject(gone('test'));
  });

  it('lays no correction over a row that is to a label which there no longer is', async () => {
    const { labeler } = studio();
    const run = await request(labeler);
    const goldensWith = async (corrections: RunSettings['corrections']) => {
      for await (const event of labeler.trainer.train({ ...run, settings: { ...run.settings, corrections } }, never))
        if (event.type === 'started') return event.test.map(({ golden }) => golden);
      return [];
    };
    const every = (label: string) => Object.fromEntries(Array.from({ length: 59 }, (_, n) => [`${n + 1}`, label]));
    expect(new Set(await goldensWith(every('billing')))).toEqual(new Set(['billing']));
    expect(await goldensWith(every('refunds'))).toEqual(await goldensWith({}));
  });

  it('says why a mapping cannot be trained on', async () => {
    const { labeler } = studio();
    const setup = setupOf(await readTickets(labeler, 60));
    const check = await labeler.trainer.checkSetup(
      { ...setup, mapping: { ...setup.mapping, labelColumn: 'colour' } },
      never,
    );
    expect(check).toMatchObject({ ok: false, error: { kind: 'no-label-column' } });
  });

  it('still tells the labels when one is refused for its other spelling, and takes them once merged', async () => {
    const { labeler } = studio();
    const setup = setupOf(await readTickets(labeler, 60));
    const rows = Array.from({ length: 20 }, (_, n) => `${n},row ${n},${n % 2 === 0 ? 'Billing' : 'Bug'}`);
    const file = new File([['id,text,kind', ...rows, '20,row 20,billing'].join('\n')], 'spelled.csv');
    await labeler.tables.read({ datasetId: 'd', file, read: defaultReadOptions, onProgress: () => {} }, never);
    const check = (merged: Record<string, string>) =>
      labeler.trainer.checkSetup(
        { ...setup, training: { datasetId: 'd', read: defaultReadOptions }, mapping: { ...setup.mapping, merged } },
        never,
      );
    expect(await check({})).toMatchObject({
      ok: false,
      error: { kind: 'rare-label', counts: { labels: { length: 3 }, variants: [['Billing', 'billing']] } },
    });
    expect(await check({ billing: 'Billing' })).toMatchObject({ ok: true });
    expect(await check({ billing: 'Billing', Bug: 'Billing' })).toMatchObject({
      ok: false,
      error: { kind: 'one-label', counts: { labels: [{ label: 'Billing', count: 21 }] } },
    });
  });

  it('tells the first values only of a column that has as many as rows', async () => {
    const { labeler } = studio();
    const training = await readTickets(labeler, 60);
    const setup = setupOf(training);
    const check = await labeler.trainer.checkSetup(
      { ...setup, mapping: { ...setup.mapping, labelColumn: 'id', idColumn: null } },
      never,
    );
    expect(check).toMatchObject({ ok: false, error: { kind: 'too-many-labels', counts: { labels: { length: 50 } } } });
  });
});

describe('training', () => {
  it('tells everything from the first row to the last score', async () => {
    const { labeler } = studio();
    const events = await trained(labeler, await request(labeler));
    expect(events[0]).toMatchObject({ type: 'started' });
    expect(events.filter(({ type }) => type === 'evaluated')).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({ type: 'finished' });
    expect(championOf(events).labels.flatMap(({ rules }) => rules).length).toBeGreaterThan(1);
  });

  it('pauses, tells so when nothing is under way, starts nothing, and goes on', async () => {
    const { labeler, models } = studio();
    const run = await request(labeler);
    const events: TrainingEvent[] = [];
    let askedWhenPaused = 0;
    for await (const event of labeler.trainer.train(run, never)) {
      events.push(event);
      if (event.type === 'checkpoint' && !events.some(({ type }) => type === 'paused'))
        labeler.trainer.pause(run.runId);
      if (event.type === 'paused') {
        askedWhenPaused = models.asked.length;
        expect(models.underWay()).toBe(0);
        await turns(200);
        expect(models.asked.length).toBe(askedWhenPaused);
        labeler.trainer.resume(run.runId);
      }
    }
    const types = events.map(({ type }) => type);
    expect(types.indexOf('resumed')).toBeGreaterThan(types.indexOf('paused'));
    expect(types.at(-1)).toBe('finished');
    expect(models.asked.length).toBeGreaterThan(askedWhenPaused);
  });

  it('pauses with the error when no call can go through, and asks again when it is resumed', async () => {
    const { labeler, models } = studio();
    const run = await request(labeler);
    models.failing = new ModelError({ kind: 'rate-limited-day', code: '429', message: 'The day is used up.' });
    const types: string[] = [];
    for await (const event of labeler.trainer.train(run, never)) {
      types.push(event.type);
      if (event.type !== 'paused') continue;
      expect(event.error).toMatchObject({ kind: 'rate-limited-day' });
      models.failing = null;
      labeler.trainer.resume(run.runId);
    }
    expect(types.filter((type) => type === 'paused')).toHaveLength(1);
    expect(types.at(-1)).toBe('finished');
  });

  it('stops when its loop is left, and no call is made after that', async () => {
    const { labeler, models } = studio();
    for await (const event of labeler.trainer.train(await request(labeler), never))
      if (event.type === 'checkpoint') break;
    await turns(200);
    const asked = models.asked.length;
    await turns(400);
    expect(models.asked.length).toBe(asked);
  });

  it('ends at once with the reason of an abort', async () => {
    const { labeler } = studio();
    const stopping = new AbortController();
    const run = await request(labeler);
    const reading = (async () => {
      for await (const event of labeler.trainer.train(run, stopping.signal)) {
        if (event.type === 'checkpoint') stopping.abort(new DOMException('Stop was pressed.', 'AbortError'));
      }
    })();
    await expect(reading).rejects.toThrow('Stop was pressed.');
  });

  it('can be resumed in the moment in which it was stopped', async () => {
    const { labeler } = studio();
    const run = await request(labeler);
    for await (const event of labeler.trainer.train(run, never)) if (event.type === 'checkpoint') break;
    expect((await trained(labeler, run)).at(-1)).toMatchObject({ type: 'finished' });
  });

  it('says which file is missing', async () => {
    const { labeler } = studio();
    const run = await request(labeler);
    const { training } = run.settings;
    const elsewhere = { ...run, settings: { ...run.settings, training: { ...training, id: 'elsewhere' } } };
    await expect(trained(labeler, elsewhere)).rejects.toMatchObject({ data: { kind: 'bad-request', code: 'GONE' } });
  });
});

describe('training in several lives', () => {
  it('ends in the same rulebook wherever it was killed, and asks nothing twice that was kept', async () => {
    const undisturbed = studio();
    const whole = await trained(undisturbed.labeler, await request(undisturbed.labeler));
    const calls = undisturbed.models.asked.length;
    for (const share of [0.05, 0.35, 0.6, 0.95]) {
      const storage = newName();
      const { labeler, models, lives, kept } = studio({ storage });
      const run = await request(labeler);
      models.killAt(Math.ceil(calls * share), () => lives.kill());
      await expect(trained(labeler, run)).rejects.toMatchObject({ data: { kind: 'interrupted', code: 'WORKER_DIED' } });
      const paid = await kept();
      models.asked.length = 0;
      const events = await trained(labeler, run);
      expect(championOf(events)).toEqual(championOf(whole));
      expect(models.asked.filter((key) => paid.has(key))).toEqual([]);
      expect(paid.size + models.asked.length).toBeLessThanOrEqual(calls);
      // What was paid in an earlier life is this run's own bill.
      expect(spentOf(events)).toEqual(spentOf(whole));
    }
  });

  it('asks nothing at all when everything is in the journal', async () => {
    const { labeler, models } = studio();
    const run = await request(labeler);
    const first = await trained(labeler, run);
    models.asked.length = 0;
    expect(championOf(await trained(labeler, run))).toEqual(championOf(first));
    expect(models.asked).toEqual([]);
  });

  it('goes on by itself when only the models worker was restarted', async () => {
    const undisturbed = studio();
    const whole = await trained(undisturbed.labeler, await request(undisturbed.labeler));
    const { labeler, models, restartModels } = studio();
    const run = await request(labeler);
    models.killAt(20, restartModels);
    const events = await trained(labeler, run);
    expect(events.some(({ type }) => type === 'paused')).toBe(false);
    expect(championOf(events)).toEqual(championOf(whole));
    expect(models.connections).toBe(2);
  });
});

describe('classifying', () => {
  it('answers row by row in their order, and costs nothing the second time', async () => {
    const { labeler, models } = studio();
    const rows = ['The app crashes.', 'I want my refund.', 'It crashes again.'].map((text, index) => ({
      id: `r${index}`,
      fields: [{ name: 'text', text }],
    }));
    const classify = async () => {
      const labels: unknown[] = [];
      for await (const { index, prediction } of labeler.trainer.classify(
        { classifier, rows, model: practiceModel, limits },
        never,
      ))
        labels[index] = prediction.label;
      return labels;
    };
    expect(await classify()).toEqual(['bug', 'billing', 'bug']);
    const asked = models.asked.length;
    expect(await classify()).toEqual(['bug', 'billing', 'bug']);
    expect(models.asked.length).toBe(asked);
  });

  it('fails with the error when no call can go through', async () => {
    const { labeler, models } = studio();
    models.failing = new ModelError({ kind: 'no-key', code: 'NO_KEY', message: 'There is no key.' });
    const rows = [{ id: 'r', fields: [{ name: 'text', text: 'The app crashes.' }] }];
    const reading = async () => {
      for await (const _ of labeler.trainer.classify({ classifier, rows, model: practiceModel, limits }, never));
    };
    await expect(reading()).rejects.toMatchObject({ data: { kind: 'no-key' } });
  });

  it('tells what leaving out each rule does', async () => {
    const { labeler } = studio();
    const rows = ['The app crashes.', 'I want my refund.', 'It crashes again.', 'Refund, please.'].map(
      (text, index) => ({
        id: `r${index}`,
        row: index + 1,
        fields: [{ name: 'text', text }],
        golden: index % 2 === 0 ? 'bug' : 'billing',
      }),
    );
    const effects = [];
    for await (const effect of labeler.trainer.ruleEffects(
      { classifier, rows, score: { kind: 'accuracy' }, model: practiceModel, limits },
      never,
    ))
      effects.push(effect);
    expect(effects.map(({ ruleId }) => ruleId)).toEqual(['b1', 'r1']);
    for (const { low, difference, high } of effects) {
      expect(low).toBeLessThanOrEqual(difference);
      expect(high).toBeGreaterThanOrEqual(difference);
    }
  });
});

describe('experts of a local eval model', () => {
  const evalModel = { provider: 'webllm', id: 'gemma' } as const;
  const usual = { provider: 'webllm', id: localEmbeddingModel } as const;
  const chosen = { provider: 'webllm', id: 'mine' } as const;
  const regions = (events: readonly TrainingEvent[]) =>
    events.flatMap((event) => (event.type === 'labeler' && event.region !== null ? [event.region] : []));
  const trainedWith = async (labeler: WorkPort, embedding: Pick<RunSettings, 'embeddingModel'>) => {
    const run = await request(labeler);
    const settings = {
      ...run.settings,
      ...embedding,
      training: await readTickets(labeler, 240),
      hyperparameters: { ...hyperparameters, steps: 1, validationExamples: 24, experts: 2 },
      evalModel,
    };
    return trained(labeler, { ...run, settings });
  };
  const mixtureOf = (events: readonly TrainingEvent[]): Classifier => ({
    ...classifier,
    experts: regions(events).map((region) => ({ rulebook: classifier.rulebook, ...region })),
  });
  const expertOf = async (labeler: WorkPort, asked: { readonly classifier: Classifier; readonly text: string }) => {
    const rows = [{ id: 'r', fields: [{ name: 'text', text: asked.text }] }];
    const answers = labeler.trainer.classify({ classifier: asked.classifier, rows, model: evalModel, limits }, never);
    for await (const { prediction } of answers) return prediction.expert;
    throw new Error('Expected an answer.');
  };

  it('are embedded with the model that was chosen, say so, and go on with it in a later life', async () => {
    const { labeler, models } = studio();
    const events = await trainedWith(labeler, { embeddingModel: chosen });
    expect(regions(events)).toMatchObject([
      { embeddedBy: chosen, centroid: { length: 3 } },
      { embeddedBy: chosen, centroid: { length: 3 } },
    ]);
    expect(new Set(models.embeddedBy)).toEqual(new Set([modelKey(chosen)]));
    models.embeddedBy.length = 0;
    expect(regions(await trainedWith(labeler, { embeddingModel: chosen }))).toEqual(regions(events));
    expect(models.embeddedBy, 'the journal knows the vectors of this model').toEqual([]);
    await trainedWith(labeler, {});
    expect(new Set(models.embeddedBy), 'and takes them for those of no other').toEqual(new Set([modelKey(usual)]));
  });

  it('get new rows by the model that their regions were made with: one by one, of a file, and in a batch file', async () => {
    const { labeler, models } = studio();
    const mixture = mixtureOf(await trainedWith(labeler, { embeddingModel: chosen }));
    models.embeddedBy.length = 0;
    const [one, other] = [
      await expertOf(labeler, { classifier: mixture, text: 'My card was charged for 1000.' }),
      await expertOf(labeler, { classifier: mixture, text: 'My card was charged for 1004.' }),
    ];
    expect([one, other].toSorted()).toEqual([0, 1]);
    const { job, ...rest } = await newJob(labeler, 8);
    await labeled(labeler, { ...rest, job: { ...job, evalModel }, classifier: mixture });
    const rows = await labeler.jobs.rows('job', { from: 0, count: 8 });
    expect(rows.map(({ prediction }) => prediction?.expert)).toEqual([one, one, one, one, other, other, other, other]);
    await labeler.jobs.importBatch(
      {
        classifier: mixture,
        inputs: job.inputs,
        datasetId: job.dataset.id,
        read: job.dataset.read,
        model: evalModel,
        results: new Blob(['{"key":"row-1","text":"{}"}']),
        jobId: 'batch',
        abstainBelow: 0,
      },
      never,
    );
    expect(new Set(models.embeddedBy)).toEqual(new Set([modelKey(chosen)]));
  });

  it('that name no model are those of a run from before there was a choice: the usual one is asked', async () => {
    const { labeler, models } = studio();
    const events = await trainedWith(labeler, {});
    for (const region of regions(events)) expect(region).not.toHaveProperty('embeddedBy');
    expect(regions(events)).toMatchObject([{ centroid: { length: 2 } }, { centroid: { length: 2 } }]);
    await expertOf(labeler, { classifier: mixtureOf(events), text: 'My card was charged for 1000.' });
    expect(new Set(models.embeddedBy)).toEqual(new Set([modelKey(usual)]));
  });

  it('refuse a vector of another model, instead of comparing what cannot be compared', async () => {
    const { labeler } = studio();
    const experts = [{ rulebook: classifier.rulebook, centroid: [0, 1, 0], nearestCosine: 0 }];
    await expect(expertOf(labeler, { classifier: { ...classifier, experts }, text: 'Refund.' })).rejects.toMatchObject({
      data: { message: expect.stringMatching(/Expected a vector of 3 dimensions.*got 2/) },
    });
  });
});

describe('the same rows read for two things at once', () => {
  const rows = phrasings.map(([text, golden], index) => ({
    id: `row-${index + 1}`,
    row: index + 1,
    fields: [{ name: 'text', text }],
    golden,
  }));
  const asking = { classifier, rows, model: practiceModel, limits };
  const read = async (labeler: WorkPort, signal = never) => {
    const labels: (string | null)[] = [];
    for await (const { prediction } of labeler.trainer.classify(asking, signal)) labels.push(prediction.label);
    return labels;
  };

  it('are paid for once', async () => {
    const { labeler, models } = studio();
    const measure = async () => {
      const score = { kind: 'accuracy' } as const;
      for await (const _ of labeler.trainer.ruleEffects({ ...asking, score }, never));
    };
    await Promise.all([read(labeler), measure(), read(labeler)]);
    expect(new Set(models.asked).size).toBe(models.asked.length);
    expect(models.asked.length).toBeGreaterThan(rows.length);
  });

  it('leave no failure that nobody hears of when measuring is stopped', async () => {
    const { labeler, models } = studio();
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => void unheard.push(reason);
    process.on('unhandledRejection', hear);
    const stopping = new AbortController();
    const measure = async () => {
      const score = { kind: 'accuracy' } as const;
      for await (const _ of labeler.trainer.ruleEffects({ ...asking, score }, stopping.signal));
    };
    const measured = measure().catch(() => 'stopped');
    while (models.asked.length === 0) await turns(1);
    stopping.abort(new DOMException('Stop was pressed.', 'AbortError'));
    expect(await measured).toBe('stopped');
    // Node tells of them once all that is due is done.
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
  });

  it('are read to the end for the one when the other is stopped', async () => {
    const { labeler, models } = studio();
    const stopping = new AbortController();
    const stopped = read(labeler, stopping.signal).catch(() => 'stopped');
    const other = read(labeler);
    while (models.asked.length === 0) await turns(1);
    stopping.abort(new DOMException('Stop was pressed.', 'AbortError'));
    expect(await stopped).toBe('stopped');
    expect(await other).toEqual(['billing', 'bug', 'billing', 'bug']);
    expect(models.asked).toHaveLength(rows.length);
  });
});

describe('a file as people have it', () => {
  it.each(tableCases.filter(({ trains }) => trains === true))('trains to the end: $file', async ({ file }) => {
    const { labeler } = studio();
    const training = await readCase(labeler, file);
    const events = await trained(labeler, {
      runId: 'run',
      settings: { ...(await request(labeler)).settings, training, mapping: mappingOf(training), hyperparameters: few },
      limits,
    });
    expect(events.at(-1)).toMatchObject({ type: 'finished' });
    expect(events.some(({ type }) => type === 'checkpoint')).toBe(true);
  });

  it.each([
    ...tableCases.flatMap(({ file, download }) => (download ? [[file, download.startsWith] as const] : [])),
    ['f6-shift-jis.csv', '96 7B 95 B6'],
    ['f6-windows-1251.csv', 'D2 E5 EA F1 F2'],
  ] as const)('is downloaded with its labels as it was uploaded: %s begins with %s', async (file, beginning) => {
    const { labeler } = studio();
    const dataset = await readCase(labeler, file);
    const { job, ...rest } = await newJob(labeler, dataset.table.rowCount);
    const inputs = [{ name: 'text', column: mappingOf(dataset).inputColumns[0] ?? '' }];
    const progress = await labeled(labeler, { ...rest, inputs, job: { ...job, dataset, inputs } });
    expect(progress.at(-1)).toMatchObject({ status: { status: 'finished' }, done: dataset.table.rowCount });
    const download = await labeler.jobs.file({ id: job.id, dataset });
    const bytes = new Uint8Array(await download.file.arrayBuffer());
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase());
    expect(hex.join(' ').slice(0, beginning.length)).toBe(beginning);
    expect(download.instead).toBeUndefined();
  });
});

describe('labeling a file', () => {
  it('gives the original columns and what was made of each row, in order', async () => {
    const { labeler } = studio();
    const job = await newJob(labeler, 150);
    const progress = await labeled(labeler, job);
    expect(progress.at(-1)).toMatchObject({ status: { status: 'finished' }, done: 150, total: 150, unread: 0 });
    const lines = await linesOf(labeler, 'job');
    expect(lines[0]).toBe('id,text,kind,prediction,confidence,expert,outcome');
    expect(lines).toHaveLength(151);
    expect(lines[1]).toMatch(/^1,.*,billing,billing,.*,,read$/);
    expect(lines[150]).toMatch(/^150,.*,bug,bug,.*,,read$/);
    const window = await labeler.jobs.rows('job', { from: 98, count: 3 });
    expect(window.map(({ row, prediction }) => [row, prediction?.label])).toEqual([
      [99, 'billing'],
      [100, 'bug'],
      [101, 'billing'],
    ]);
  });

  it('leaves rows that the model is less sure of than the author wants without a label, over all lives', async () => {
    const { labeler } = studio();
    const { job, ...rest } = await newJob(labeler, 40);
    const request = {
      ...rest,
      job: { ...job, evalModel: { provider: 'webllm', id: 'gemma' }, abstainBelow: 0.8 },
    } as const;
    const leaving = new AbortController();
    for await (const { done } of labeler.jobs.labelRows(request, leaving.signal)) if (done >= 10) break;
    const progress = await labeled(labeler, request);
    expect(progress.at(-1)).toMatchObject({
      done: 40,
      unread: 0,
      abstained: 20,
      counts: [{ label: 'billing', count: 20 }],
    });
    const lines = await linesOf(labeler, 'job');
    expect(lines[1]).toMatch(/^1,.*,billing,billing,0.9,,read$/);
    expect(lines[2]).toMatch(/^2,.*,bug,,0.6,,abstained$/);
    const [, second] = await labeler.jobs.rows('job', { from: 0, count: 2 });
    expect(second?.prediction).toEqual({ label: null, outcome: 'abstained', confidence: 0.6 });
  });

  it('shows rows while it is under way, pauses and goes on', async () => {
    const { labeler, models } = studio();
    const job = await newJob(labeler, 300);
    let paused = false;
    for await (const { status } of labeler.jobs.labelRows(job, never)) {
      if (status.status === 'running' && !paused && models.asked.length > 30) labeler.jobs.pause('job');
      if (status.status !== 'paused') continue;
      paused = true;
      const rows = await labeler.jobs.rows('job', { from: 0, count: 400 });
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.map(({ row }) => row)).toEqual(rows.map((_, index) => index + 1));
      labeler.jobs.resume('job');
    }
    expect(paused).toBe(true);
    expect(await linesOf(labeler, 'job')).toHaveLength(301);
  });

  it('goes on after a kill and pays for no row twice', async () => {
    const { labeler, models, lives, kept } = studio();
    const job = await newJob(labeler, 700);
    models.killAt(610, () => lives.kill());
    await expect(labeled(labeler, job)).rejects.toMatchObject({ data: { kind: 'interrupted' } });
    const paid = await kept();
    models.asked.length = 0;
    const progress = await labeled(labeler, job);
    expect(progress.at(-1)).toMatchObject({ status: { status: 'finished' }, done: 700 });
    expect(models.asked.filter((key) => paid.has(key))).toEqual([]);
    expect(models.asked.length).toBeLessThanOrEqual(700 - paid.size);
    const lines = await linesOf(labeler, 'job');
    expect(lines.slice(1).map((line) => Number(line.split(',')[0]))).toEqual(
      Array.from({ length: 700 }, (_, index) => index + 1),
    );
  });

  it('pays for no call twice when it goes on in the middle of one that several rows share', async () => {
    const { labeler, models, lives, kept } = studio();
    const several = { ...classifier, settings: { ...classifier.settings, examplesPerCall: 3 } };
    const job = { ...(await newJob(labeler, 600)), classifier: several };
    // Rows are kept by the 500, which is in the middle of a call.
    models.killAt(190, () => lives.kill());
    await expect(labeled(labeler, job)).rejects.toMatchObject({ data: { kind: 'interrupted' } });
    const paid = await kept();
    models.asked.length = 0;
    // With other limits: they are about how many calls run at once, not about which.
    const progress = await labeled(labeler, { ...job, limits: { ...limits, parallelRequests: 40 } });
    expect(progress.at(-1)).toMatchObject({ done: 600 });
    expect(models.asked.filter((key) => paid.has(key))).toEqual([]);
    expect(paid.size + models.asked.length).toBe(200);
    const ids = (await linesOf(labeler, 'job')).slice(1).map((line) => Number(line.split(',')[0]));
    expect(ids).toEqual(Array.from({ length: 600 }, (_, index) => index + 1));
  });

  it('starts no call when Pause is pressed in the moment in which it was stopped and resumed', async () => {
    const { labeler, models } = studio();
    const job = await newJob(labeler, 400);
    for await (const { done } of labeler.jobs.labelRows(job, never)) if (done > 50) break;
    const statuses: string[] = [];
    let asked = 0;
    const going = (async () => {
      for await (const { status } of labeler.jobs.labelRows(job, never)) {
        statuses.push(status.status);
        if (status.status !== 'paused') continue;
        asked = models.asked.length;
        await turns(200);
        expect(models.asked.length).toBe(asked);
        labeler.jobs.resume('job');
      }
    })();
    labeler.jobs.pause('job');
    await going;
    expect(statuses).toContain('paused');
    expect(statuses.at(-1)).toBe('finished');
    expect(asked).toBeLessThan(200);
  });

  it('says so when its rows are not on this device, and gives no empty file', async () => {
    const { labeler } = studio();
    await expect(labeler.jobs.file(jobOf('from elsewhere'))).rejects.toMatchObject({
      data: { code: 'NO_ROWS', message: expect.stringMatching(/another device/) },
    });
  });

  it('asks about no other row once it has failed', async () => {
    const { labeler, models, fillStorage } = studio();
    const job = await newJob(labeler, 2000);
    fillStorage('jobs');
    await expect(labeled(labeler, job)).rejects.toMatchObject({ data: { code: 'StorageFullError' } });
    const asked = models.asked.length;
    await turns(200);
    expect(models.asked.length).toBeLessThanOrEqual(asked + limits.parallelRequests);
  });

  it('pays for no row twice when the disk was full for a while', async () => {
    const { labeler, models, fillStorage, emptyStorage } = studio();
    const job = await newJob(labeler, 100);
    let pauses = 0;
    for await (const { status, done } of labeler.jobs.labelRows(job, never)) {
      if (done > 20 && pauses === 0) fillStorage('journal');
      if (status.status !== 'paused') continue;
      pauses += 1;
      expect(status.error).toMatchObject({ code: 'STORAGE_FULL' });
      if (pauses === 2) emptyStorage();
      labeler.jobs.resume('job');
    }
    expect(pauses).toBe(2);
    expect(models.asked).toHaveLength(100);
    expect(new Set(models.asked).size).toBe(100);
  });

  it('keeps what was labeled when it is stopped, and removes it when that is asked', async () => {
    const { labeler } = studio();
    const job = await newJob(labeler, 400);
    for await (const { done } of labeler.jobs.labelRows(job, never)) if (done > 50) break;
    await turns(200);
    expect((await linesOf(labeler, 'job')).length).toBeGreaterThan(50);
    await labeler.jobs.remove('job');
    expect(await labeler.jobs.rows('job', { from: 0, count: 5 })).toEqual([]);
  });
});

describe('batch files', () => {
  it('hold a call per row, and their results make the same table', async () => {
    const { labeler, models } = studio();
    const { job } = await newJob(labeler, 30);
    const batch = {
      classifier,
      inputs: job.inputs,
      datasetId: job.dataset.id,
      read: job.dataset.read,
      model: practiceModel,
    };
    const lines = (await (await labeler.jobs.batchFile(batch, never)).text()).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).key)).toEqual(Array.from({ length: 30 }, (_, n) => `row-${n + 1}`));
    expect(models.asked).toEqual([]);
    const answers = lines.slice(0, -1).map((line, n) => {
      const text = JSON.stringify({ label: n % 2 === 0 ? 'billing' : 'bug', rule: 1 });
      return JSON.stringify({ key: JSON.parse(line).key, text });
    });
    const imported = await labeler.jobs.importBatch(
      { ...batch, results: new Blob([answers.toReversed().join('\n')]), jobId: 'imported', abstainBelow: 0 },
      never,
    );
    expect(imported).toMatchObject({ ok: true, value: { done: 30, unread: 1 } });
    const table = await linesOf(labeler, 'imported');
    expect(table[1]).toMatch(/,billing,,,read$/);
    expect(table[30]).toMatch(/,,,,failed$/);
    expect((await labeler.jobs.rows('imported', { from: 0, count: 1 }))[0]?.prediction?.ruleId).toBe('b1');
  });

  it('say which line of the results is wrong, and when they are of another file', async () => {
    const { labeler } = studio();
    const { job } = await newJob(labeler, 5);
    const { inputs, dataset } = job;
    const batch = { classifier, inputs, datasetId: dataset.id, read: dataset.read, model: practiceModel, jobId: 'i' };
    const read = (text: string) =>
      labeler.jobs.importBatch({ ...batch, results: new Blob([text]), abstainBelow: 0 }, never);
    expect(await read('{"key":"row-1","text":"{}"}\nnonsense\n')).toEqual({
      ok: false,
      error: expect.stringMatching(/^Line 2: /),
    });
    expect(await read('{"key":"x-1","text":"{}"}\n')).toEqual({
      ok: false,
      error: expect.stringMatching(/None of the 1 keys/),
    });
    expect(await read('')).toEqual({ ok: false, error: expect.stringMatching(/empty/) });
    expect(await labeler.jobs.rows('i', { from: 0, count: 5 })).toEqual([]);
  });
});

describe('a worker that cannot be started', () => {
  it('is said so to whoever calls', async () => {
    const labeler = createWorkClient({
      spawn: () => {
        throw new Error('blocked');
      },
      setTimer: setRealTimer,
      connectModels: () => {},
      onModelsRestart: () => () => {},
    });
    await expect(labeler.jobs.file(jobOf('j'))).rejects.toMatchObject({ data: { code: 'WORKER_NOT_STARTED' } });
  });
});

/** Lets messages cross, which takes real turns of the event loop, and everything that they set off. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const phrasings = [
  ['I would like my refund for order', 'billing'],
  ['The app crashes when I open page', 'bug'],
  ['My card was charged twice in week', 'billing'],
  ['Nothing happens after I press button', 'bug'],
] as const;

function tickets(count: number): File {
  const rows = Array.from({ length: count }, (_, index) => {
    const [text, kind] = phrasings[index % phrasings.length] ?? phrasings[0];
    return `${index + 1},"${text} ${index}, please help",${kind}`;
  });
  return new File([['id,text,kind', ...rows, ''].join('\n')], 'tickets.csv');
}

async function readTickets(labeler: WorkPort, count: number): Promise<DatasetRef> {
  const request = { datasetId: 'tickets', file: tickets(count), read: defaultReadOptions, onProgress: () => {} };
  const read = await labeler.tables.read(request, never);
  if (!read.ok) throw new Error(read.error.message);
  const table: TableSummary = read.value;
  return { id: 'tickets', read: defaultReadOptions, table };
}

async function readCase(labeler: WorkPort, name: string): Promise<DatasetRef> {
  const bytes = readFileSync(new URL(`../../testing/table-cases/${name}`, import.meta.url));
  const file = new File([bytes], name);
  const read = await labeler.tables.read(
    { datasetId: name, file, read: defaultReadOptions, onProgress: () => {} },
    never,
  );
  if (!read.ok) throw new Error(read.error.message);
  return { id: name, read: defaultReadOptions, table: read.value };
}

function mappingOf({ table }: DatasetRef) {
  return { ...suggestMapping(table), taskDescription: 'What it is about' };
}

function setupOf({ id, read }: DatasetRef) {
  return {
    training: { datasetId: id, read },
    test: null,
    mapping,
    hyperparameters,
    corrections: {},
    trainModel: practiceModel,
    evalModel: practiceModel,
    limits,
  };
}

const mapping = {
  labelColumn: 'kind',
  inputColumns: ['text'],
  idColumn: 'id',
  groupColumn: null,
  taskDescription: 'What a ticket is about',
  threshold: null,
  merged: {},
};
/** For files of a few rows. */
const few = { ...defaultHyperparameters, steps: 1, mistakesPerStep: 1, validationExamples: 4, testExamples: 3 };
const hyperparameters = {
  ...defaultHyperparameters,
  steps: 2,
  mistakesPerStep: 2,
  validationExamples: 12,
  testExamples: 10,
};

async function request(labeler: WorkPort): Promise<TrainRequest> {
  const training = await readTickets(labeler, 60);
  const settings: RunSettings = {
    training,
    test: null,
    mapping,
    hyperparameters,
    trainModel: practiceModel,
    evalModel: practiceModel,
    corrections: {},
  };
  return { runId: 'run', settings, limits };
}

async function trained(labeler: WorkPort, run: TrainRequest): Promise<readonly TrainingEvent[]> {
  const events: TrainingEvent[] = [];
  for await (const event of labeler.trainer.train(run, never)) events.push(event);
  return events;
}

/** What the last step's champion was made of: its first rulebook and all mutations on the way. */
function championOf(events: readonly TrainingEvent[]): Rulebook {
  const made = events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []));
  const [first] = made;
  if (first?.parentId !== null) throw new Error('The first checkpoint has no rulebook.');
  const championId = events.flatMap((event) => (event.type === 'step' ? [event.step.championId] : [])).at(-1);
  const lineage = made.filter(({ id }) => id === championId).map((checkpoint) => JSON.stringify(checkpoint));
  return { ...first.rulebook, task: `${first.rulebook.task}\n${lineage.join('\n')}` };
}

function spentOf(events: readonly TrainingEvent[]): unknown {
  const spent = events.flatMap((event) => (event.type === 'spent' ? [event.spent] : [])).at(-1);
  return spent && { calls: spent.calls, inputTokens: spent.inputTokens, outputTokens: spent.outputTokens };
}

const classifier = {
  rulebook: {
    task: 'What a ticket is about',
    labels: [
      {
        label: 'billing',
        rules: [{ id: 'b1', text: 'The ticket asks for a refund or speaks of a card that was charged.' }],
      },
      { label: 'bug', rules: [{ id: 'r1', text: 'The app crashes, or nothing happens after a button is pressed.' }] },
    ],
  },
  experts: [],
  settings: { truncateWords: 100, temperature: 0.1, seed: 42, examplesPerCall: 1 },
};

async function newJob(labeler: WorkPort, count: number): Promise<LabelRowsRequest> {
  const dataset = await readTickets(labeler, count);
  const inputs = [{ name: 'text', column: 'text' }];
  const job: LabelJob = {
    id: 'job',
    name: 'tickets.csv',
    at: new Date(0).toISOString(),
    dataset,
    inputs,
    runId: 'run',
    checkpointId: 'checkpoint',
    expertCheckpointIds: [],
    evalModel: practiceModel,
    status: { status: 'running' },
    done: 0,
    total: count,
    counts: [],
    unread: 0,
  };
  return { job, classifier, inputs, limits };
}

async function labeled(labeler: WorkPort, job: LabelRowsRequest): Promise<readonly JobProgress[]> {
  const told: JobProgress[] = [];
  for await (const progress of labeler.jobs.labelRows(job, never)) told.push(progress);
  return told;
}

/** One whose file is a CSV in UTF-8. */
function jobOf(id: string): Parameters<WorkPort['jobs']['file']>[0] {
  const dataset = buildLabelerWork().setup.training;
  if (dataset === null) throw new Error('The fixture has no file.');
  return { id, dataset };
}

async function linesOf(labeler: WorkPort, jobId: string): Promise<readonly string[]> {
  const { file } = await labeler.jobs.file(jobOf(jobId));
  return (await file.text()).trimEnd().split('\r\n');
}

import 'fake-indexeddb/auto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JobRow, LabelSums } from '../core/labeler/files/label-file';
import { blankLabelerWork } from '../core/labeler/run/blank-labeler-work';
import type { LabelerWork, LabelJob } from '../core/labeler/run/labeler-run';
import type { Project } from '../core/project/project';
import { buildProject, someInstant } from '../testing/builders';
import { buildDataset, buildPrompts, buildTuningRun, buildTuningWork } from '../testing/tuning-builders';
import { silentChannel } from './changes-channel';
import { openDatabase } from './database';
import { studioUpgrades } from './database-layout';
import { createDatasetStore, keptUnusedMs } from './dataset-store';
import { createJobStore } from './job-store';
import { type DocumentRecord, documentRecord } from './project-records';
import { createProjectRepository } from './project-repository';

describe('the files of datasets', () => {
  it('come back as they were put', async () => {
    const { datasets } = await opened('files');
    await datasets.put('d', { file: new Blob(['a,b\n1,2\n']), name: 'rows.csv' });
    const found = await datasets.get('d');
    expect(found?.name).toBe('rows.csv');
    expect(await found?.file.text()).toBe('a,b\n1,2\n');
    expect(await datasets.get('other')).toBeNull();
  });

  it('are removed when they are older than a day and no project refers to them', async () => {
    const { datasets, jobs, save, clock } = await opened('garbage');
    for (const id of ['in-setup', 'in-job', 'nobodys']) await datasets.put(id, { file: new Blob([id]), name: id });
    await jobs.append('job', chunk(0, 1));
    await jobs.append('nobodys-job', chunk(0, 1));
    await save(buildProject({ labeler: work({ setup: 'in-setup', jobs: [job('job', 'in-job')] }) }));
    await datasets.collectGarbage();
    expect(await datasets.get('nobodys')).not.toBeNull();

    clock.now += keptUnusedMs + 1;
    await datasets.put('new', { file: new Blob(['new']), name: 'new' });
    await datasets.collectGarbage();
    expect(await datasets.get('nobodys')).toBeNull();
    expect(await jobs.head('nobodys-job')).toBeNull();
    expect(await datasets.get('in-setup')).not.toBeNull();
    expect(await datasets.get('in-job')).not.toBeNull();
    expect(await datasets.get('new')).not.toBeNull();
    expect(await jobs.head('job')).toMatchObject({ done: 1 });
  });
});

describe('a project that is deleted', () => {
  it('makes room: its files and labeled rows go with it, those of others stay', async () => {
    const { datasets, jobs, save, remove } = await opened('deleted');
    for (const id of ['own', 'shared', 'own-rows']) await datasets.put(id, { file: new Blob([id]), name: id });
    for (const id of ['j', 'shared-j']) await jobs.append(id, chunk(0, 2));
    const [own, both] = [job('j', 'own-rows'), job('shared-j', 'shared')];
    await save(buildProject({ id: 'one', labeler: work({ setup: 'own', jobs: [own, both] }) }));
    await save(buildProject({ id: 'copy', labeler: work({ setup: 'shared', jobs: [both] }) }));
    await remove('one');
    expect(await datasets.get('own')).toBeNull();
    expect(await datasets.get('own-rows')).toBeNull();
    expect(await jobs.head('j')).toBeNull();
    expect(await datasets.get('shared')).not.toBeNull();
    expect(await jobs.rows('shared-j', { from: 0, count: 9 })).toHaveLength(2);
    await remove('copy');
    expect(await datasets.get('shared')).toBeNull();
    expect(await jobs.head('shared-j')).toBeNull();
  });
});

describe('a run that made fine-tuning data', () => {
  it('keeps its rows and its prompts as long as a stored project has it', async () => {
    const { datasets, jobs, save, remove, clock } = await opened('tuning');
    await datasets.put('prompts', { file: new Blob(['prompt\nHi\n']), name: 'prompts.csv' });
    await jobs.append('made', chunk(0, 2));
    const run = buildTuningRun({ id: 'made', prompts: { ...buildPrompts(), dataset: buildDataset('prompts') } });
    const tuning = buildTuningWork({ runs: [run] });
    await save(buildProject({ id: 'one', tuning }));
    await save(buildProject({ id: 'copy', tuning }));
    clock.now += keptUnusedMs + 1;
    await datasets.collectGarbage();
    await jobs.remove('made');
    await remove('one');
    expect(await datasets.get('prompts')).not.toBeNull();
    expect(await jobs.rows('made', { from: 0, count: 9 })).toHaveLength(2);
    await remove('copy');
    expect(await datasets.get('prompts')).toBeNull();
    expect(await jobs.head('made')).toBeNull();
  });

  it('lets go of its rows when no project has it any more', async () => {
    const { jobs, save } = await opened('tuning-removed');
    await jobs.append('made', chunk(0, 2));
    await save(buildProject({ tuning: buildTuningWork({ runs: [] }) }));
    await jobs.remove('made');
    expect(await jobs.head('made')).toBeNull();
  });
});

describe('a training run that could not be read and was set aside', () => {
  it('keeps its file for the version that can read it', async () => {
    const { database, datasets, clock } = await opened('aside');
    await datasets.put('d', { file: new Blob(['d']), name: 'd' });
    const run = { later: 'version', settings: { training: { id: 'd' } } };
    await database.tx('readwrite', ['aside'], (tx) =>
      tx.objectStore('aside').add({ projectId: 'p', store: 'labelerRuns', record: { projectId: 'p', id: 'r', run } }),
    );
    clock.now += keptUnusedMs + 1;
    await datasets.collectGarbage();
    expect(await datasets.get('d')).not.toBeNull();
  });
});

describe('the rows of a job', () => {
  it('grow chunk by chunk, and are read window by window', async () => {
    const { jobs } = await opened('windows');
    expect(await jobs.head('j')).toBeNull();
    for (const [from, to] of [
      [0, 3],
      [3, 4],
      [4, 260],
    ] as const)
      await jobs.append('j', chunk(from, to));
    expect(await jobs.head('j')).toEqual({ done: 260, sums: { counts: [{ label: 'a', count: 260 }], unread: 0 } });
    for (const [from, count] of [
      [0, 1],
      [2, 3],
      [3, 1],
      [100, 50],
      [250, 40],
      [260, 5],
      [900, 5],
    ] as const) {
      const rows = await jobs.rows('j', { from, count });
      expect(rows.map(({ row }) => row)).toEqual(numbers(from, Math.max(from, Math.min(from + count, 260))));
    }
  });

  it('make one file, however many chunks there are, and none of another job', async () => {
    const { jobs } = await opened('output');
    for (let n = 0; n < 130; n++) await jobs.append('j', chunk(n, n + 1));
    await jobs.append('k', chunk(0, 1));
    const lines = (await (await jobs.file('j')).text()).split('\n');
    expect(lines).toEqual([...numbers(0, 130).map((n) => `line ${n}`), '']);
    expect(await (await jobs.file('nobody')).text()).toBe('');
  });

  it('are replaced where they were made again, with the sums over all', async () => {
    const { jobs } = await opened('again');
    for (const [from, to] of [
      [0, 3],
      [3, 5],
      [5, 6],
    ] as const)
      await jobs.append('j', chunk(from, to));
    const again = (place: number) => ({ place, row: { row: 100 + place, fields: [], prediction: null } });
    await jobs.replace('j', { sums: { counts: [], unread: 2 }, rows: [again(1), again(5)] });
    expect((await jobs.rows('j', { from: 0, count: 9 })).map(({ row }) => row)).toEqual([1, 101, 3, 4, 5, 105]);
    expect(await jobs.head('j')).toEqual({ done: 6, sums: { counts: [], unread: 2 } });
  });

  it('refuse a chunk that does not follow on what is there', async () => {
    const { jobs } = await opened('gap');
    await jobs.append('j', chunk(0, 2));
    await expect(jobs.append('j', chunk(3, 4))).rejects.toThrow('Row 3 of job j was expected next.');
    expect(await jobs.head('j')).toMatchObject({ done: 2 });
  });

  it('go on where an earlier version of the app has left them', async () => {
    const { database, jobs } = await opened('earlier');
    const rows = [{ row: 1, fields: [], prediction: { label: 'a', outcome: 'read' } }];
    const head = { done: 1, counts: [{ label: 'a', count: 1 }], unread: 0, abstained: 0, at: someInstant };
    await database.tx('readwrite', ['jobs'], async (tx) => {
      const stored = tx.objectStore('jobs');
      await stored.put(head, ['j', 'head', 0]);
      await stored.put(rows, ['j', 'rows', 0]);
      await stored.put('text,prediction\nfirst,a\n', ['j', 'csv', 0]);
    });
    const { done, at: _, ...sums } = head;
    expect(await jobs.head('j')).toEqual({ done, sums });
    await jobs.append('j', { ...chunk(1, 2), head: { done: 2, sums: { ...sums, unread: 1 } } });
    expect(await jobs.head('j')).toEqual({ done: 2, sums: { ...sums, unread: 1 } });
    expect((await jobs.rows('j', { from: 0, count: 9 })).map(({ row }) => row)).toEqual([1, 2]);
    expect(await (await jobs.file('j')).text()).toBe('text,prediction\nfirst,a\nline 2\n');
  });

  it('are removed with their job, unless a copy of the project has it too', async () => {
    const { jobs, save } = await opened('removed');
    await jobs.append('j', chunk(0, 2));
    await save(buildProject({ id: 'one', labeler: work({ jobs: [job('j', 'd')] }) }));
    await save(buildProject({ id: 'copy', labeler: work({ jobs: [job('j', 'd')] }) }));
    await save(buildProject({ id: 'one', labeler: work({}) }), 1);
    await jobs.remove('j');
    expect(await jobs.head('j')).not.toBeNull();
    await save(buildProject({ id: 'copy', labeler: work({}) }), 1);
    await jobs.remove('j');
    expect(await jobs.head('j')).toBeNull();
    expect(await jobs.rows('j', { from: 0, count: 5 })).toEqual([]);
  });
});

describe('a job that was under way in an earlier version of the app', () => {
  it('is interrupted, and its labels are there', async () => {
    const name = 'training-labeling';
    const before = await openDatabase({ name, onNotice: () => {}, upgrades: studioUpgrades.slice(0, 2) });
    const labeling = { ...job('j', 'd'), status: { status: 'labeling' } };
    const project = buildProject({ id: 'p', labeler: work({ jobs: [labeling as unknown as LabelJob] }) });
    const { currentTurnId: currentRunId, ...document } = documentRecord(project, 1);
    await before.tx('readwrite', ['projects', 'jobs'], async (tx) => {
      await tx.objectStore('projects').put({ ...document, currentRunId } as unknown as DocumentRecord); // as it was then
      await tx.objectStore('jobs').put({ done: 1, counts: [], unread: 1, at: someInstant }, ['j', 'head', 0]);
    });
    before.close();
    const { jobs, load } = await opened('labeling');
    const loaded = await load('p');
    expect(loaded?.problems).toBeUndefined();
    expect(loaded?.project.labeler?.jobs).toEqual([{ ...job('j', 'd'), status: { status: 'interrupted' } }]);
    expect(await jobs.head('j')).toEqual({ done: 1, sums: { counts: [], unread: 1 } });
  });
});

async function opened(name: string) {
  const database = await openDatabase({ name: `training-${name}`, onNotice: () => {} });
  onTestFinished(() => database.close());
  const clock = { now: Date.parse(someInstant) };
  const now = () => new Date(clock.now).toISOString();
  const repository = createProjectRepository({ database, changes: silentChannel });
  return {
    clock,
    database,
    load: (id: string) => repository.load(id),
    remove: (id: string) => repository.remove(id),
    datasets: createDatasetStore({ database, now }),
    jobs: createJobStore<JobRow, LabelSums>({ database, now }),
    save: (project: Project, expectedVersion = 0) => repository.save({ project, previous: null, expectedVersion }),
  };
}

/** Rows `from + 1` to `to`. */
function chunk(from: number, to: number) {
  const rows = numbers(from, to).map(
    (row): JobRow => ({ row, fields: [], prediction: { label: 'a', outcome: 'read' } }),
  );
  return {
    head: { done: to, sums: { counts: [{ label: 'a', count: to }], unread: 0 } },
    rows,
    lines: rows.map(({ row }) => `line ${row}\n`).join(''),
  };
}

function numbers(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index + 1);
}

function work({ setup = null, jobs = [] }: { setup?: string | null; jobs?: readonly LabelJob[] }): LabelerWork {
  return {
    ...blankLabelerWork,
    setup: { ...blankLabelerWork.setup, training: setup === null ? null : dataset(setup) },
    jobs,
  };
}

function job(id: string, datasetId: string): LabelJob {
  return {
    id,
    name: 'rows.csv',
    at: someInstant,
    dataset: dataset(datasetId),
    inputs: [],
    runId: 'run',
    checkpointId: 'checkpoint',
    expertCheckpointIds: [],
    evalModel: { provider: 'practice' },
    status: { status: 'finished' },
    done: 1,
    total: 1,
    counts: [],
    unread: 0,
  };
}

function dataset(id: string): LabelJob['dataset'] {
  return {
    id,
    read: { delimiter: 'auto', encoding: 'auto', ragged: 'skip' },
    table: {
      name: 'rows.csv',
      size: 1,
      format: { kind: 'delimited', delimiter: ',', encoding: 'utf-8' },
      columns: [],
      rowCount: 1,
      problems: { count: 0, shown: [], kept: false },
      preview: [],
    },
  };
}

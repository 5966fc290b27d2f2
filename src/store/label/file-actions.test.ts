import { describe, expect, it } from 'vitest';
import { defaultReadOptions, type TableSummary } from '../../core/dataset/table';
import { err, ok } from '../../core/result';
import { csv, mails, openLabel, withTrainingFile, work } from '../../testing/open-label';
import { someCheck } from '../../testing/scripted-labeler';
import { gate, until } from '../../testing/turns';
import { missingFile } from './missing-file';

describe('choosing a training file', () => {
  it('shows how far it is read, then keeps it with a mapping, and checks the set-up once', async () => {
    const late = gate();
    const { state, label, clock, calls } = await openLabel({
      progress: [{ bytes: 50, ofBytes: 100, rows: 5 }],
      table: () => late.passed.then(() => ok(mails)),
    });
    const chosen = label.chooseFile('training', csv('mails.csv'));
    await until(() => state().label.files.training.status === 'reading');
    expect(state().label.files.training).toMatchObject({ name: 'mails.csv', progress: { bytes: 50, rows: 5 } });
    late.open();
    await chosen;
    expect(state().label.files.training).toEqual({ status: 'idle' });
    expect(work(state).setup.training).toMatchObject({ read: defaultReadOptions, table: mails });
    expect(work(state).setup.mapping).toMatchObject({ labelColumn: 'kind', inputColumns: ['text'] });
    expect(state().label.check).toEqual({ status: 'checking', last: null });
    await clock.pass();
    expect(state().label.check).toEqual({ status: 'ready', check: someCheck });
    expect(calls('trainer.checkSetup')).toHaveLength(1);
  });

  it('says why one cannot be read, and keeps the one before', async () => {
    const problem = { kind: 'empty', title: 'The file is empty', message: 'Expected rows, found none.' } as const;
    const { state, label } = await withTrainingFile({ table: (call) => (call === 0 ? ok(mails) : err(problem)) });
    await label.chooseFile('training', csv('empty.csv'));
    expect(state().label.files.training).toEqual({ status: 'failed', name: 'empty.csv', problem });
    expect(work(state).setup.training?.table.name).toBe('mails.csv');
  });

  it('gives up the one that is being read when another is chosen', async () => {
    const { state, label, calls } = await openLabel({
      table: (call) => (call === 0 ? new Promise(() => {}) : ok({ ...mails, name: 'second.csv' })),
    });
    const first = label.chooseFile('training', csv('first.csv'));
    await until(() => state().label.files.training.status === 'reading');
    await label.chooseFile('training', csv('second.csv'));
    await first;
    expect(calls('tables.read')[0]?.signal?.aborted).toBe(true);
    expect(work(state).setup.training?.table.name).toBe('second.csv');
  });

  it('keeps the mapping for a file with the same columns, and suggests one for other columns', async () => {
    const other: TableSummary = {
      ...mails,
      columns: mails.columns.map((each) => ({ ...each, name: `${each.name}2` })),
    };
    const { state, label } = await withTrainingFile({ table: (call) => ok(call < 2 ? mails : other) });
    label.changeMapping({ taskDescription: 'Is it spam?' });
    await label.chooseFile('training', csv('mails.csv'));
    expect(work(state).setup.mapping?.taskDescription).toBe('Is it spam?');
    await label.chooseFile('training', csv('others.csv'));
    expect(work(state).setup.mapping).toMatchObject({ labelColumn: 'kind2' });
  });

  it('reads the stored file again with other options', async () => {
    const { state, label, calls } = await withTrainingFile();
    await label.changeReadOptions('training', { delimiter: ';' });
    const id = work(state).setup.training?.id;
    expect(calls('tables.read')[1]?.given).toMatchObject({ datasetId: id, file: null, read: { delimiter: ';' } });
    expect(work(state).setup.training?.read.delimiter).toBe(';');
  });

  it('puts corrections aside when another file comes, and tells which they were', async () => {
    const { state, label } = await withTrainingFile({
      table: (call) => ok(call === 0 ? mails : { ...mails, name: 'others.csv' }),
    });
    label.correctLabel('row-2', 'ham');
    await label.chooseFile('training', csv('others.csv'));
    expect(work(state).corrections).toEqual({});
    expect(state().notices.at(-1)?.details).toEqual(['row-2: ham']);
  });
});

describe('a file', () => {
  it('that is being read can be cancelled, and the one before stays', async () => {
    const { state, label, calls } = await withTrainingFile({
      table: (call) => (call === 0 ? ok(mails) : new Promise(() => {})),
    });
    const reading = label.chooseFile('training', csv('others.csv'));
    await until(() => state().label.files.training.status === 'reading');
    label.cancelReading('training');
    await reading;
    expect(calls('tables.read')[1]?.signal?.aborted).toBe(true);
    expect(state().label.files.training).toEqual({ status: 'idle' });
    expect(work(state).setup.training?.table).toEqual(mails);
  });

  it('to test on leaves the mapping alone, is part of the check, and can be removed', async () => {
    const { state, label, clock, calls } = await withTrainingFile();
    const { mapping } = work(state).setup;
    await label.chooseFile('test', csv('test.csv'));
    await clock.pass();
    const test = work(state).setup.test;
    expect(work(state).setup.mapping).toBe(mapping);
    expect(calls('trainer.checkSetup').at(-1)?.given).toMatchObject({ test: { datasetId: test?.id } });
    label.removeTestFile();
    await clock.pass();
    expect(work(state).setup.test).toBeNull();
    expect(calls('trainer.checkSetup').at(-1)?.given).toMatchObject({ test: null });
  });
});

describe('a sample', () => {
  it('is fetched from beside the page and chosen as a file is, with its own mapping and new rows', async () => {
    const { state, label, calls } = await openLabel({ fetchFile: async (path) => new Blob([path]) });
    await label.openSample('support-tickets');
    expect(work(state).setup.mapping).toMatchObject({ labelColumn: 'team', inputColumns: ['subject', 'body'] });
    const files = calls('tables.read').map(({ given }) => given as { readonly file: File }); // as `readTable` was given it
    expect(files.map(({ file }) => file.name)).toEqual(['support-tickets.csv', 'support-tickets-new.csv']);
    expect(await files[0]?.file.text()).toBe('samples/support-tickets.csv');
    expect(work(state).setup.rows).not.toBeNull();
  });

  it('of a file that was here before keeps the mapping of the author', async () => {
    const { state, label } = await openLabel({ fetchFile: async (path) => new Blob([path]) });
    await label.openSample('support-tickets');
    label.changeMapping({ taskDescription: 'Who reads this?' });
    await label.openSample('support-tickets');
    expect(work(state).setup.mapping?.taskDescription).toBe('Who reads this?');
  });

  it('that cannot be fetched changes nothing, and that is told', async () => {
    const { state, label } = await openLabel();
    await label.openSample('support-tickets');
    expect(state().project.labeler).toBeNull();
    expect(state().notices.at(-1)?.body).toContain('HTTP 404');
  });

  it('does not take the place of a file that was chosen while it was fetched', async () => {
    const late = gate();
    const { state, label } = await openLabel({ fetchFile: () => late.passed.then(() => new Blob([''])) });
    const sample = label.openSample('support-tickets');
    await label.chooseFile('training', csv('mails.csv'));
    late.open();
    await sample;
    expect(work(state).setup.mapping?.labelColumn).toBe('kind');
  });
});

describe('a file that is not on this device', () => {
  const gone = { kind: 'gone', title: 'Not here', message: 'Choose the file again.', file: 'training' } as const;
  const again = { ...csv('mails.csv'), name: 'mails.csv', size: mails.size } as File; // all that is looked at

  it('takes its old place when it is chosen again, so that what was made from it can go on', async () => {
    const { state, label, calls, clock } = await withTrainingFile({
      check: async (call) => (call === 1 ? err(gone) : ok(someCheck)),
    });
    await label.changeReadOptions('training', { ragged: 'keep' });
    await clock.pass();
    const before = work(state).setup.training;
    expect(missingFile(state().label.check)).toBe('training');
    await label.chooseFile('training', again);
    await clock.pass();
    expect(work(state).setup.training).toMatchObject({ id: before?.id, read: { ragged: 'keep' } });
    expect(calls('tables.read').at(-1)?.given).toMatchObject({ datasetId: before?.id, file: again });
    expect(state().label.check.status).toBe('ready');
  });

  it('does not give its place to another file, nor to a new version of a file that is here', async () => {
    const { state, label, clock } = await withTrainingFile({
      check: async (call) => (call === 1 ? err(gone) : ok(someCheck)),
    });
    const first = work(state).setup.training?.id;
    await label.chooseFile('training', again);
    const second = work(state).setup.training?.id;
    expect(second).not.toBe(first);
    await clock.pass();
    expect(missingFile(state().label.check)).toBe('training');
    await label.chooseFile('training', { ...again, size: 1 } as File); // as above
    expect(work(state).setup.training?.id).not.toBe(second);
  });
});

describe('the check of the set-up', () => {
  it('waits for typing to settle, and only the last set-up is checked', async () => {
    const { label, clock, calls } = await withTrainingFile();
    label.changeHyperparameters({ steps: 3 });
    label.changeHyperparameters({ steps: 30 });
    await clock.pass();
    expect(calls('trainer.checkSetup')).toHaveLength(2);
    expect(calls('trainer.checkSetup').at(-1)?.given).toMatchObject({ hyperparameters: { steps: 30 } });
  });

  it('keeps the last figures in sight while it checks, and gives an older check up', async () => {
    const { state, label, clock, calls } = await withTrainingFile({
      check: (call) => (call === 1 ? new Promise(() => {}) : Promise.resolve(ok(someCheck))),
    });
    label.correctLabel('row-1', 'ham');
    await clock.pass();
    expect(state().label.check).toEqual({ status: 'checking', last: someCheck });
    label.correctLabel('row-1', null);
    await clock.pass();
    expect(calls('trainer.checkSetup')[1]?.signal?.aborted).toBe(true);
    expect(state().label.check).toEqual({ status: 'ready', check: someCheck });
  });

  it('refuses with the reason, and then nothing is trained', async () => {
    const problem = { kind: 'one-label', message: 'Expected two labels or more, found one.' } as const;
    const { state, label, calls } = await withTrainingFile({ check: () => Promise.resolve(err(problem)) });
    expect(state().label.check).toEqual({ status: 'refused', problem });
    await label.train();
    expect(calls('trainer.train')).toEqual([]);
    expect(state().notices.at(-1)?.body).toBe(problem.message);
  });

  it('runs again when Label is opened after a reload, and not a second time for the same set-up', async () => {
    const before = await withTrainingFile();
    const { state, label, clock, calls } = await before.reload();
    expect(state().label.check.status).toBe('none');
    label.open();
    await clock.pass();
    label.open();
    await clock.pass();
    expect(state().label.check.status).toBe('ready');
    expect(calls('trainer.checkSetup')).toHaveLength(1);
  });

  it('runs again when Label is opened after one that the worker did not live to end', async () => {
    const { state, label, clock } = await withTrainingFile({
      check: async (call) => {
        if (call === 0) throw new Error('The worker stopped.');
        return ok(someCheck);
      },
    });
    expect(state().label.check).toMatchObject({
      status: 'refused',
      problem: { title: 'The set-up could not be checked.' },
    });
    label.open();
    await clock.pass();
    expect(state().label.check).toEqual({ status: 'ready', check: someCheck });
  });
});

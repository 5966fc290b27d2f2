import { describe, expect, it } from 'vitest';
import type { TableSummary } from '../../core/dataset/table';
import { ModelError } from '../../core/model/model-error';
import { err, ok } from '../../core/result';
import { openTune, tuningOf, withPrompts } from '../../testing/open-tune';
import { someFound } from '../../testing/scripted-tuning';
import { buildDataset } from '../../testing/tuning-builders';
import { gate, turns } from '../../testing/turns';

const csv = (name = 'prompts.csv') => new File(['prompt\nWhy?\nHow?\n'], name);

function withColumns(...names: readonly string[]): TableSummary {
  const { table } = buildDataset();
  return { ...table, columns: names.map((name) => ({ name, blank: 0, values: null, numbers: null, meanWords: 3 })) };
}

describe('a file of prompts', () => {
  it('is read and checked, and its prompt column is known by its name', async () => {
    const { state, tune, clock } = await openTune();
    await tune.choosePrompts(csv());
    expect(tuningOf(state).prompts).toMatchObject({
      dataset: { table: { name: 'prompts.csv' } },
      promptColumn: 'prompt',
      idColumn: null,
    });
    expect(state().tune.prompts).toEqual({ status: 'checking', last: null });
    await clock.pass();
    expect(state().tune.prompts).toEqual({ status: 'ready', found: someFound });
  });

  it('without that column asks for it with the names that it has, and nothing is checked before', async () => {
    const { state, tune, called, clock } = await openTune({ table: () => ok(withColumns('question', 'topic')) });
    await tune.choosePrompts(csv());
    await clock.pass();
    expect(tuningOf(state).prompts.promptColumn).toBeNull();
    expect(called('check')).toEqual([]);
    await tune.generate();
    expect(state().notices.at(-1)).toMatchObject({
      title: 'No data was made',
      body: 'Choose the prompt column first. The file has the columns “question” and “topic”.',
    });
    tune.setPrompts({ promptColumn: 'question' });
    await clock.pass();
    expect(state().tune.prompts.status).toBe('ready');
  });

  it('of messages is read by them', async () => {
    const { state, tune } = await openTune({ table: () => ok(withColumns('id', 'messages')) });
    await tune.choosePrompts(csv('talks.jsonl'));
    expect(tuningOf(state).prompts.promptColumn).toBe('messages');
  });

  it('keeps the columns that were chosen, where the next file has them', async () => {
    const tables = [withColumns('a', 'b'), withColumns('b', 'a', 'c'), withColumns('prompt')];
    const { state, tune } = await openTune({ table: (call) => ok(tables[call] ?? withColumns()) });
    await tune.choosePrompts(csv());
    tune.setPrompts({ promptColumn: 'b', idColumn: 'a' });
    await tune.choosePrompts(csv('more.csv'));
    expect(tuningOf(state).prompts).toMatchObject({ promptColumn: 'b', idColumn: 'a' });
    await tune.choosePrompts(csv('other.csv'));
    expect(tuningOf(state).prompts).toMatchObject({ promptColumn: 'prompt', idColumn: null });
  });

  it('that cannot be read is refused in words, and the one before stays', async () => {
    const problem = { kind: 'no-rows', title: 'The file has no rows', message: 'Only a header.' } as const;
    const { state, tune } = await openTune({ table: (call) => (call === 0 ? ok(buildDataset().table) : err(problem)) });
    await tune.choosePrompts(csv());
    await tune.choosePrompts(csv('empty.csv'));
    expect(state().tune.file).toEqual({ status: 'failed', name: 'empty.csv', problem });
    expect(tuningOf(state).prompts.dataset?.table.name).toBe('prompts.csv');
  });

  it('that is not on this device is asked for, and chosen again takes its old place', async () => {
    const gone = { kind: 'gone', title: 'The file is not on this device', message: 'Choose it again.' } as const;
    const here = () => Promise.resolve(ok(someFound));
    const { state, tune, clock } = await openTune({
      check: (call) => (call === 0 ? Promise.resolve(err(gone)) : here()),
    });
    await tune.choosePrompts(csv());
    const { id } = tuningOf(state).prompts.dataset ?? { id: null };
    await clock.pass();
    expect(state().tune.prompts).toEqual({ status: 'refused', problem: gone });
    await tune.choosePrompts(new File(['x'.repeat(20)], 'prompts.csv'));
    expect(tuningOf(state).prompts.dataset?.id).toBe(id);
    await clock.pass();
    expect(state().tune.prompts.status).toBe('ready');
  });

  it('makes room for what is typed', async () => {
    const { state, tune, clock } = await withPrompts();
    await tune.choosePrompts(csv());
    tune.removePrompts();
    await clock.pass();
    expect(tuningOf(state).prompts).toMatchObject({ dataset: null, promptColumn: null });
    expect(tuningOf(state).prompts.typed).toContain('Why is the sky blue?');
    expect(state().tune.prompts.status).toBe('ready');
  });
});

describe('the check of prompts', () => {
  it('is made once for what was typed in one go, and shows the last figures meanwhile', async () => {
    const { state, tune, called, clock } = await withPrompts();
    const before = called('check').length;
    tune.setPrompts({ typed: 'A' });
    tune.setPrompts({ typed: 'A prompt' });
    tune.setSettings({ rounds: 2 });
    expect(state().tune.prompts).toEqual({ status: 'checking', last: someFound });
    await clock.pass();
    expect(called('check')).toHaveLength(before + 1);
    expect(called('check').at(-1)?.given).toMatchObject({ prompts: { typed: 'A prompt' }, settings: { rounds: 2 } });
  });

  it('is not made again for what is known, unless it would cost something else now', async () => {
    const { tune, actions, called, clock } = await withPrompts();
    const before = called('check').length;
    tune.open();
    await clock.pass();
    expect(called('check')).toHaveLength(before);
    actions.settings.updateSettings({ promptModel: { provider: 'gemini', id: 'gemini-x' } });
    await clock.pass();
    expect(called('check')).toHaveLength(before + 1);
    expect(called('check').at(-1)?.given).toMatchObject({ promptModel: { id: 'gemini-x' } });
  });
});

describe('duplicates', () => {
  it('are left out when they were found, and taken back', async () => {
    const { state, tune } = await withPrompts();
    await tune.removeDuplicates();
    expect(tuningOf(state).prompts.duplicates).toEqual({ equal: [2], near: [] });
    tune.keepDuplicates();
    expect(tuningOf(state).prompts.duplicates).toBeNull();
  });

  it('are not known of other prompts, or by another measure', async () => {
    const { state, tune } = await withPrompts();
    for (const change of [{ near: 0.9 }, { typed: 'Another' }]) {
      await tune.removeDuplicates();
      tune.setPrompts({ filter: 'sky', sample: 1 });
      expect(tuningOf(state).prompts.duplicates).not.toBeNull();
      tune.setPrompts(change);
      expect(tuningOf(state).prompts.duplicates).toBeNull();
    }
  });

  it('are not looked for beyond the budget: it is said, and nothing is left out', async () => {
    const spent = new ModelError({ kind: 'over-budget', code: 'BUDGET', message: 'The budget is spent.' });
    const { state, tune } = await withPrompts({ duplicates: () => Promise.reject(spent) });
    await tune.removeDuplicates();
    expect(state().tune.duplicates).toEqual({ status: 'failed', error: spent.data });
    expect(tuningOf(state).prompts.duplicates).toBeNull();
  });

  it('of prompts that changed meanwhile are forgotten', async () => {
    const { passed, open } = gate();
    const { state, tune } = await withPrompts({ duplicates: () => passed.then(() => ok({ equal: [2], near: [] })) });
    const looking = tune.removeDuplicates();
    await turns();
    tune.setPrompts({ typed: 'Only one' });
    open();
    await looking;
    expect(tuningOf(state).prompts.duplicates).toBeNull();
    expect(state().tune.duplicates.status).toBe('idle');
  });
});

import { describe, expect, it } from 'vitest';
import { importFileText } from '../core/project/import-project';
import { countingIds, someInstant } from '../testing/builders';
import { type OpenedStudio, openStudio } from '../testing/open-studio';

describe('an import into the open project', () => {
  const table = { from: '“a.csv”', columns: ['Item', 'year'], rows: [['a spoon', '1990']], rowCount: 1, skipped: 0 };

  it('replaces the prompt in one step that undo takes back, and keeps principles that the file has none for', async () => {
    const { state, actions } = await openStudio();
    const before = state().project.prompt;
    const { project } = state();
    const imported = { ...project, prompt: { preamble: 'Tell {joke}.', fold: null, principles: [] } };
    await actions.imports.replacePrompt({ fileName: 'joke.txt', project: imported });
    expect(state().project.prompt).toMatchObject({ preamble: 'Tell {joke}.', principles: before.principles });
    expect(state().project.history.revisions.at(-1)?.reason).toEqual({ kind: 'import', from: 'joke.txt' });
    actions.align.undo();
    expect(state().project.prompt).toEqual(before);
  });

  it('makes input sets of rows, and variables of columns when that is wanted', async () => {
    const { state, actions } = await openStudio();
    const had = state().project.inputs.sets.length;
    await actions.imports.addRows(table, { addVariables: true });
    expect(state().project.prompt.preamble).toMatch(/\n\nyear: \{year\}$/);
    expect(state().project.inputs.sets.at(-1)).toMatchObject({
      name: 'a spoon',
      values: { item: 'a spoon', year: '1990' },
    });
    actions.imports.removeAddedSets();
    expect(state().project.inputs.sets).toHaveLength(had);
  });
});

describe('a constitution for fine-tuning data', () => {
  const imported = (text: string) => {
    const file = new File([text], 'kind.json');
    const newId = countingIds('in');
    const readProjectFile = async () => importFileText({ name: file.name, text }, { newId, at: someInstant });
    return { file, readProjectFile };
  };

  it('is known by its keys, and offered to Tune with what is in it', async () => {
    const pair = { critique: 'Unkind?', revision: 'Make it kind.' };
    const { file, readProjectFile } = imported(
      JSON.stringify({ critique_revision_principles: [pair, pair], comparison_principles: ['Which is kinder?'] }),
    );
    const { state, actions } = await openStudio({ readProjectFile });
    const before = state().project;
    await actions.project.importFile(file);
    expect(state().dialog).toEqual({
      kind: 'use-constitution',
      imported: { file, counts: { pairs: 2, comparisonPrinciples: 1, examples: 0 } },
    });
    expect([state().project, state().notices]).toEqual([before, []]);
  });

  it('with a key of the wrong type is offered with why it cannot be used', async () => {
    const { file, readProjectFile } = imported('{"critique_revision_principles": 5}');
    const { state, actions } = await openStudio({ readProjectFile });
    await actions.project.importFile(file);
    expect(state().dialog).toMatchObject({
      kind: 'use-constitution',
      imported: { problem: expect.stringContaining('expected a list') },
    });
  });

  it('is no other JSON: that is refused as before', async () => {
    const { file, readProjectFile } = imported('{"name": "x"}');
    const { state, actions } = await openStudio({ readProjectFile });
    await actions.project.importFile(file);
    expect(state().dialog).toBeNull();
    expect(state().notices.at(-1)?.title).toBe('The file is not a project or prompt');
  });
});

describe('conversations of another tool', () => {
  const text = JSON.stringify({
    messages: [
      { role: 'system', content: 'You keep a museum.' },
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
    ],
  });
  const file = new File([text], 'museum.json');
  const newId = countingIds('in');
  const reading = {
    readProjectFile: async () => importFileText({ name: file.name, text }, { newId, at: someInstant }),
  };
  const asked = (state: OpenedStudio['state']) => {
    const { dialog } = state();
    if (dialog?.kind !== 'use-conversations') throw new Error('Expected to be asked.');
    return dialog.imported;
  };

  it('are asked about, and stand beside those that are there, under names of their own', async () => {
    const { state, actions } = await openStudio(reading);
    const before = state().project;
    await actions.project.importFile(file);
    expect(state().project).toBe(before);
    await actions.imports.addConversations(asked(state), { takeDescription: false });
    await actions.project.importFile(file);
    await actions.imports.addConversations(asked(state), { takeDescription: false });
    const { project } = state();
    expect(state().dialog).toBeNull();
    expect(project).toMatchObject({ mode: 'chat', prompt: before.prompt });
    expect(project.chat.conversations.map(({ name }) => name)).toEqual(['Conversation 1', 'Conversation 2']);
    expect(project.turns.map(({ n }) => n)).toEqual([1, 2]);
  });

  it('bring their description in one step, which undo takes back', async () => {
    const { state, actions } = await openStudio(reading);
    const before = state().project.prompt;
    await actions.project.importFile(file);
    await actions.imports.addConversations(asked(state), { takeDescription: true });
    expect(state().project.prompt).toMatchObject({ preamble: 'You keep a museum.', principles: before.principles });
    actions.align.undo();
    expect(state().project.prompt).toEqual(before);
    expect(state().project.turns).toHaveLength(1);
  });

  it('become a project of their own where several files come', async () => {
    const { state, actions } = await openStudio(reading);
    await actions.project.importFile(file, { asProject: true });
    expect(state().project).toMatchObject({ name: 'museum', mode: 'chat', prompt: { preamble: 'You keep a museum.' } });
  });
});

describe('an import', () => {
  it('that cannot be read is told, and changes nothing', async () => {
    const { state, actions } = await openStudio({
      readProjectFile: () => Promise.reject(new Error('The worker did not start.')),
    });
    const before = state().project;
    await actions.project.importFile(new File(['{}'], 'mine.json'));
    expect(state().project).toBe(before);
    expect(state().notices).toMatchObject([
      {
        title: 'The file could not be read',
        body: expect.stringContaining('“mine.json”'),
        details: ['The worker did not start.'],
      },
    ]);
  });
});

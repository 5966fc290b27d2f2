import { describe, expect, it } from 'vitest';
import { openStudio } from '../testing/open-studio';

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

import { describe, expect, it } from 'vitest';
import { bringBackEarlyWords } from './adopt-early-prompt';
import { keepEarlyWords } from './persistence/early-words';
import { openStudio } from './testing/open-studio';
import { textStorage } from './testing/text-storage';

describe('words of a page that was left before the app was there', () => {
  it('are in the prompt of their project at the next visit, and Undo takes them back', async () => {
    const { state, actions } = await openStudio();
    const stored = state().project.prompt.preamble;
    const storage = left({ projectId: state().project.id, stored, typed: `${stored} Be kind.` });
    bringBackEarlyWords(storage, { getState: state });
    expect(state().project.prompt.preamble).toBe(`${stored} Be kind.`);
    expect(state().notices).toEqual([]);
    expect(storage).toHaveLength(0);
    actions.align.undo();
    expect(state().project.prompt.preamble).toBe(stored);
  });

  it('of a first visit are in the first project', async () => {
    const { state } = await openStudio();
    const stored = state().project.prompt.preamble;
    bringBackEarlyWords(left({ projectId: null, stored, typed: 'Name birds.' }), { getState: state });
    expect(state().project.prompt.preamble).toBe('Name birds.');
  });

  it('are told, and written over nothing, where another project is open', async () => {
    const { state } = await openStudio();
    const stored = state().project.prompt.preamble;
    bringBackEarlyWords(left({ projectId: 'other', stored, typed: 'Name birds.' }), { getState: state });
    expect(state().project.prompt.preamble).toBe(stored);
    expect(state().notices).toMatchObject([{ details: ['Name birds.'] }]);
  });

  it('are told, and written over nothing, where the prompt was changed since', async () => {
    const { state, actions } = await openStudio();
    const stored = state().project.prompt.preamble;
    actions.align.setPreamble('Name trees.');
    bringBackEarlyWords(left({ projectId: state().project.id, stored, typed: 'Name birds.' }), { getState: state });
    expect(state().project.prompt.preamble).toBe('Name trees.');
    expect(state().notices).toMatchObject([{ details: ['Name birds.'] }]);
  });

  it('stay where they are when this version cannot read them', async () => {
    const { state } = await openStudio();
    const storage = textStorage();
    storage.setItem('constitution-studio:early-words:newer', '{"projectId":7}');
    bringBackEarlyWords(storage, { getState: state });
    expect(storage).toHaveLength(1);
    expect(state().notices).toEqual([]);
  });
});

function left(words: Parameters<typeof keepEarlyWords>[2]) {
  const storage = textStorage();
  keepEarlyWords(storage, 'page', words);
  return storage;
}

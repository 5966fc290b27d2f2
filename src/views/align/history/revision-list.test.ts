import { describe, expect, it } from 'vitest';
import { commit, startHistory, undo } from '../../../core/prompt/history';
import { emptyPromptDocument } from '../../../core/prompt/prompt-document';
import { listedRevisions, shownCount } from './revision-list';

const at = '2026-11-21T09:30:00.000Z';

function written(texts: readonly string[]) {
  return texts.reduce(
    (state, preamble) =>
      commit(state, { ...state.document, preamble }, { id: preamble, at, reason: { kind: 'edit-prompt' } }),
    { document: emptyPromptDocument, history: startHistory(emptyPromptDocument) },
  );
}

describe('listedRevisions', () => {
  it('lists the newest first and marks the present one', () => {
    const listed = listedRevisions(written(['a', 'b']).history);
    expect(listed.map(({ revision, isHead }) => [revision.id, isHead])).toEqual([
      ['b', true],
      ['a', false],
    ]);
  });

  it('marks what was undone, also after another change', () => {
    const undone = undo(written(['a', 'b']));
    if (undone === null) throw new Error('Expected something to undo.');
    expect(listedRevisions(undone.history).map(({ isUndone }) => isUndone)).toEqual([true, false]);
    const changed = commit(
      undone,
      { ...undone.document, preamble: 'c' },
      { id: 'c', at, reason: { kind: 'edit-prompt' } },
    );
    const marks = listedRevisions(changed.history).map(({ revision, isUndone }) => [revision.id, isUndone]);
    expect(marks).toEqual([
      ['c', false],
      ['b', true],
      ['a', false],
    ]);
  });
});

describe('shownCount', () => {
  it('reaches as far back as the present revision', () => {
    const { history } = written(['a', 'b', 'c', 'd', 'e']);
    expect(shownCount(listedRevisions(history), 2)).toBe(3);
    expect(shownCount(listedRevisions({ ...history, head: 'a' }), 2)).toBe(7);
  });
});

import { describe, expect, it } from 'vitest';
import { blankChat } from '../../../core/conversation/chat';
import type { Turn } from '../../../core/conversation/turn';
import type { Project } from '../../../core/project/project';
import { commit, startHistory } from '../../../core/prompt/history';
import { buildConversation, buildDocument, buildPrinciple, buildProject } from '../../../testing/builders';
import { listedBranches } from './branch-list';

describe('the list of branches', () => {
  it('holds each way that the conversation went, oldest first, with what was said first in it', () => {
    const turns = buildConversation([
      ['root', null],
      ['dog', 'root'],
      ['cat', 'root'],
    ]);
    expect(listedBranches(projectOf(turns, { branchNames: { dog: 'Dogs' } }))).toMatchObject([
      { leafId: 'dog', name: 'Dogs', excerpt: 'Said in dog.', said: 3, newPrinciple: null },
      { leafId: 'cat', name: 'Branch 2', excerpt: 'Said in cat.', said: 3, newPrinciple: null },
    ]);
  });

  it('tells the principle that was not there yet where a branch began', () => {
    const before = buildDocument();
    const after = { ...before, principles: [buildPrinciple({ text: 'Ask at most one question.' })] };
    const { document: prompt, history } = commit({ document: before, history: startHistory(before) }, after, {
      id: 'added',
      at: '2026-01-01T00:00:00.000Z',
      reason: { kind: 'add-principle', n: 1 },
    });
    const turns = buildConversation([
      ['root', null],
      ['old', 'root'],
      ['new', 'root'],
    ]).map((turn) => (turn.id === 'new' ? { ...turn, revisionId: 'added' } : turn));
    const listed = listedBranches({ ...projectOf(turns), prompt, history });
    expect(listed.map(({ newPrinciple }) => newPrinciple)).toEqual([null, 'Ask at most one question.']);
  });

  it('is empty before the first conversation', () => {
    expect(listedBranches(buildProject())).toEqual([]);
  });
});

function projectOf(turns: readonly Turn[], chat: Partial<Project['chat']> = {}): Project {
  const conversation = { id: 'talk', name: 'Conversation 1', at: '2026-01-01T00:00:00.000Z', leafId: 'root' };
  return buildProject({ turns, chat: { ...blankChat, conversations: [conversation], currentId: 'talk', ...chat } });
}

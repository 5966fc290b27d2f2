import { describe, expect, it } from 'vitest';
import { buildCandidate, buildConversation, buildDocument, countingIds, someInstant } from '../../testing/builders';
import { branchesOf } from '../conversation/tree';
import { branchCount, exportTranscript } from './export-transcript';
import { importFileText } from './import-project';
import { newProject } from './new-project';
import type { Project } from './project';

/** An opening and two ways to go on from it, the second on the screen. */
function museum(): Project {
  const turns = buildConversation([
    ['a', null],
    ['b', 'a'],
    ['c', 'b'],
    ['d', 'a'],
  ]).map((turn) => {
    const { message } = turn.input;
    if (message === null) throw new Error('Expected a conversation.');
    const isOpening = turn.id === 'a';
    return {
      ...turn,
      input: {
        ...turn.input,
        prompt: 'You keep a {museum}.\n\nFollow these principles:\n1. Be brief.',
        message: isOpening ? { ...message, text: 'Begin the conversation.', isCue: true as const } : message,
      },
      candidates: [...turn.candidates, buildCandidate({ id: `${turn.id}-other` })],
    };
  });
  const project = newProject({ id: 'p', name: 'Museum guide', at: someInstant, prompt: buildDocument() });
  const conversation = { id: 'talk', name: 'First visit', at: someInstant, leafId: 'd' };
  const chat = { ...project.chat, botName: 'Mila', conversations: [conversation], currentId: 'talk' };
  return { ...project, mode: 'chat', turns, chat: { ...chat, branchNames: { c: 'Polite' } } };
}

describe('A conversation as a file for other tools', () => {
  it('is what is on the screen: description, messages and the replies that were gone on from', () => {
    const { fileName, text } = exportTranscript(museum(), { format: 'conversation-json', branches: 'shown' });
    expect(fileName).toBe('museum-guide.first-visit.json');
    expect(JSON.parse(text)).toEqual({
      messages: [
        { role: 'system', content: 'You keep a {museum}.\n\nFollow these principles:\n1. Be brief.' },
        { role: 'assistant', content: 'Reply in a.' },
        { role: 'user', content: 'Said in d.' },
        { role: 'assistant', content: 'Reply in d.' },
      ],
    });
  });

  it('is a line for each branch where all are wanted', () => {
    const { fileName, text } = exportTranscript(museum(), { format: 'conversation-json', branches: 'all' });
    expect(fileName).toBe('museum-guide.first-visit.jsonl');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ messages }) => messages.map(({ content }: { content: string }) => content).slice(1))).toEqual([
      ['Reply in a.', 'Said in b.', 'Reply in b.', 'Said in c.', 'Reply in c.'],
      ['Reply in a.', 'Said in d.', 'Reply in d.'],
    ]);
  });

  it('comes back by Import as it was, and is written the same again', () => {
    const project = museum();
    for (const branches of ['shown', 'all'] as const) {
      const file = exportTranscript(project, { format: 'conversation-json', branches });
      const read = importFileText({ name: file.fileName, text: file.text }, { newId: countingIds(), at: someInstant });
      if (!read.ok) throw new Error(read.error.title);
      const again = read.value.project;
      expect(again.prompt).toMatchObject({ preamble: 'You keep a {{museum}}.', principles: [{ text: 'Be brief.' }] });
      const texts = again.chat.conversations.map(({ id }) => {
        const one = { ...again, chat: { ...again.chat, currentId: id } };
        return exportTranscript(one, { format: 'conversation-json', branches }).text;
      });
      expect(texts.join('')).toBe(file.text);
      expect(again.turns[0]?.input.message?.isCue).toBe(true);
      expect(branchesOf(again.turns, again.chat.currentId ?? '')).toHaveLength(1);
    }
  });

  it('leaves out a reply that has no words', () => {
    const project = museum();
    const turns = project.turns.map((turn) =>
      turn.id === 'd' ? { ...turn, candidates: [buildCandidate({ state: { status: 'waiting' } })] } : turn,
    );
    const { text } = exportTranscript({ ...project, turns }, { format: 'conversation-json', branches: 'shown' });
    expect(JSON.parse(text).messages.at(-1)).toEqual({ role: 'user', content: 'Said in d.' });
  });
});

describe('A conversation to read', () => {
  it('is who said what, under the description', () => {
    const { fileName, text } = exportTranscript(museum(), { format: 'conversation-markdown', branches: 'shown' });
    expect(fileName).toBe('museum-guide.first-visit.md');
    expect(text).toBe(
      '# Museum guide: First visit\n\n## Bot description\n\n```text\nYou keep a {museum}.\n\nFollow these principles:\n1. Be brief.\n```\n\n' +
        '## Conversation\n\n**Mila**\n\nReply in a.\n\n**You**\n\nSaid in d.\n\n**Mila**\n\nReply in d.\n',
    );
  });

  it('has a heading for each branch', () => {
    const { text } = exportTranscript(museum(), { format: 'conversation-markdown', branches: 'all' });
    expect(text.match(/^## .*/gm)).toEqual(['## Bot description', '## Polite', '## Branch 2']);
  });
});

describe('the branches of the conversation on the screen', () => {
  it('are counted; there are none without one', () => {
    const project = museum();
    expect(branchCount(project)).toBe(2);
    expect(branchCount({ ...project, chat: { ...project.chat, currentId: null } })).toBe(0);
  });
});

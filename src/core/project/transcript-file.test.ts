import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candidateText } from '../conversation/candidate';
import { currentConversation } from '../conversation/chat';
import { composeAsSent } from '../conversation/compose';
import { shownPath } from '../conversation/shown-leaf';
import { treeProblems } from '../conversation/tree-problems';
import { exportProjectJson } from './export-project';
import { type ImportedFile, importFileText, importText } from './import-project';
import type { Project } from './project';

const at = '2026-05-05T05:05:05.005Z';
const desk = 'You answer at the desk of a small museum. Keep to what the museum shows, and say when you do not know.';

function reading(text: string, name = 'museum.json') {
  let n = 0;
  const newId = () => {
    n += 1;
    return `id${n}`;
  };
  return importFileText({ name, text }, { newId, at });
}

function read(text: string, name?: string): ImportedFile {
  const result = reading(text, name);
  if (!result.ok) throw new Error([result.error.title, ...result.error.problems].join('\n'));
  return result.value;
}

function problemsOf(text: string, name?: string): string {
  const result = reading(text, name);
  return result.ok ? 'It was read.' : [result.error.title, ...result.error.problems].join('\n');
}

const fixture = (name: string) => readFileSync(new URL(`fixtures/chat/${name}`, import.meta.url), 'utf8');
const messages = (...turns: readonly (readonly [role: string, content: unknown])[]) =>
  JSON.stringify({ messages: turns.map(([role, content]) => ({ role, content })) });

/** What is on the screen: the message that nobody said as `(cue)`. */
function shown(
  { turns, chat }: Project,
  id = chat.currentId,
): readonly (readonly [message: string, ...replies: string[]])[] {
  const path = shownPath(turns, currentConversation({ ...chat, currentId: id }));
  return path.map(({ input: { message }, candidates }) => [
    message?.isCue === true ? '(cue)' : (message?.text ?? ''),
    ...candidates.map(({ state }) => candidateText(state)),
  ]);
}

describe('Importing a conversation of another tool', () => {
  it.each([
    [
      'chat-messages.jsonl',
      [
        ['(cue)', 'Good morning, what would you like to see?'],
        ['When does the planetarium open?', 'At ten, from Tuesday to Sunday.'],
        ['Two questions:\n1. Is there a café?\n2. Does it take cards?', '1. Yes, beside hall 3.\n2. Yes.'],
      ],
    ],
    ['chat-sharegpt.json', [['When does the planetarium open?', 'At ten, from Tuesday to Sunday.']]],
  ])('takes %s: the system message is the description, the rest is what was said', (name, said) => {
    const { project, from } = read(fixture(name), name);
    expect(from).toBe('conversations');
    expect(project).toMatchObject({ mode: 'chat', name: name.replace(/\.\w+$/, ''), prompt: { preamble: desk } });
    expect(shown(project)).toEqual(said);
    expect(treeProblems(project.turns)).toEqual([]);
  });

  it('takes model-alignment-chat.json, with its principles', () => {
    const { project, from, notes } = read(fixture('model-alignment-chat.json'));
    expect(from).toBe('model-alignment');
    expect(project.mode).toBe('chat');
    expect(project.prompt.principles.map(({ text }) => text)).toEqual([
      'Answer every part of a question.',
      'When someone asks about opening times, name the weekday.',
    ]);
    expect(shown(project)).toEqual([
      ['(cue)', 'Good morning, what would you like to see?'],
      ['When does the planetarium open?', 'At ten, from Tuesday to Sunday.'],
    ]);
    expect(notes.join(' ')).toContain('1 conversation begins with the bot.');
  });

  it('keeps the candidates of model-alignment as such, and goes on from the first', () => {
    const { project, notes } = read(
      JSON.stringify({
        preamble: 'You sell {what}.',
        conversations: [
          [
            { is_user: true, text: 'Hi', vars: { what: 'tea' } },
            [
              { is_user: false, text: 'One' },
              { is_user: false, text: 'Two' },
            ],
            { is_user: true, text: 'And' },
            { is_user: true, text: 'more?' },
            { is_user: false, text: 'No.' },
          ],
        ],
      }),
    );
    expect(shown(project)).toEqual([
      ['Hi', 'One', 'Two'],
      ['And\n\nmore?', 'No.'],
    ]);
    expect(project.turns[0]?.input.values).toEqual({ what: 'tea' });
    expect(project.turns[1]?.input.message?.repliesTo).toBe(project.turns[0]?.candidates[0]?.id);
    expect(notes).toContain('Joined by a blank line: 1 turn of who had just spoken.');
  });

  it.each([
    ['a bare list', '[{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]'],
    ['a turn per line', '{"role": "user", "content": "Hi"}\n{"role": "assistant", "content": "Hello"}\n'],
    ['a list of parts', messages(['user', [{ type: 'text', text: 'Hi' }]], ['assistant', 'Hello'])],
    ['other names of roles', messages(['Human', 'Hi'], ['model', 'Hello'])],
  ])('takes %s', (_, text) => {
    expect(shown(read(text).project)).toEqual([['Hi', 'Hello']]);
  });

  it('makes a conversation of each that is in the file, on the screen the last', () => {
    const line = (text: string) => messages(['system', `Be ${text}.`], ['user', text], ['assistant', 'Hello']);
    const { project, notes } = read(`${line('kind')}\n\n${line('brief')}\n`, 'talks.jsonl');
    expect(project.chat.conversations.map(({ name }) => name)).toEqual(['Conversation 1', 'Conversation 2']);
    expect(project.turns.map(({ n }) => n)).toEqual([1, 2]);
    expect(shown(project)).toEqual([['brief', 'Hello']]);
    expect(project.prompt.preamble).toBe('Be kind.');
    expect(project.turns[1]?.input.prompt).toBe('Be brief.');
    expect(notes.join(' ')).toContain('1 conversation was held under another system message than the first.');
    expect(read(`[${line('kind')}, ${line('brief')}]`).project.turns).toHaveLength(2);
  });

  it('puts the turn that nobody said before a bot that begins, joins turns of one role, and says both', () => {
    const { project, notes } = read(
      messages(
        ['assistant', 'Hello.'],
        ['assistant', 'Welcome.'],
        ['user', 'Hi'],
        ['user', 'there'],
        ['assistant', 'Yes?'],
      ),
    );
    expect(shown(project)).toEqual([
      ['(cue)', 'Hello.\n\nWelcome.'],
      ['Hi\n\nthere', 'Yes?'],
    ]);
    expect(notes).toContain('Joined by a blank line: 2 turns of who had just spoken.');
    expect(notes.join(' ')).toContain('1 conversation begins with the bot.');
  });

  it('leaves out turns of tools, and counts them', () => {
    const text = JSON.stringify({
      messages: [
        { role: 'user', content: 'What time is it?' },
        { role: 'assistant', content: null, tool_calls: [{ id: 'a', function: { name: 'clock' } }] },
        { role: 'tool', tool_call_id: 'a', content: '{"time": "10:00"}' },
        { role: 'assistant', content: 'Ten.' },
      ],
    });
    const { project, notes } = read(text);
    expect(shown(project)).toEqual([['What time is it?', 'Ten.']]);
    expect(notes).toContain('Left out: 2 tool turns.');
  });

  it('keeps a message without a reply, so that it can be tried again', () => {
    const { project, notes } = read(messages(['user', 'Hi'], ['assistant', 'Hello'], ['user', 'Well?']));
    expect(project.turns[1]?.candidates).toMatchObject([{ state: { status: 'interrupted', text: '' } }]);
    expect(notes.join(' ')).toContain('1 conversation ends with a message that has no reply.');
  });

  it('takes every text to the letter: nothing in it is a variable', () => {
    const odd = 'مرحبا 🙂 {name} </response>\n```js\nlet a = {{b}};\n```';
    const { project } = read(messages(['system', odd], ['user', odd], ['assistant', odd]));
    expect(shown(project)).toEqual([[odd, odd]]);
    const composed = composeAsSent({ document: project.prompt, history: project.history }, project.turns);
    expect(composed?.text).toBe(odd);
    expect(composed?.prompt).toEqual({ system: odd, turns: [{ role: 'user', parts: [{ type: 'text', text: odd }] }] });
  });

  it('makes a project that can be exported and imported', () => {
    const { project } = read(fixture('chat-messages.jsonl'), 'chat-messages.jsonl');
    const again = importText(exportProjectJson(project), { newId: () => 'again', at });
    expect(again).toMatchObject({ ok: true, value: { project: { ...project, id: 'again' } } });
  });

  it('refuses a role that nobody knows, with its line', () => {
    const pretty = JSON.stringify(
      {
        messages: [
          { role: 'user', content: '"role": "wizard"' },
          { role: 'wizard', content: 'Hi' },
        ],
      },
      null,
      2,
    );
    const line =
      pretty.split('\n').findIndex((each) => each.includes('"role": "wizard"') && !each.includes('content')) + 1;
    expect(problemsOf(pretty)).toContain(`Line ${line}: the role is the text "wizard".`);
    const lines = `${messages(['user', 'Hi'])}\n${messages(['user', 'Hi'], ['narrator', 'Once.'])}`;
    expect(problemsOf(lines, 'a.jsonl')).toContain('Line 2: the role is the text "narrator".');
  });

  it.each([
    ['no turns', '{"messages": []}', /The conversation has no turns/],
    ['a system message alone', messages(['system', 'Be kind.']), /The conversation has no turns/],
    ['only spaces', messages(['user', '  ']), /The conversation has no turns/],
    [
      'a turn that is a number',
      messages(['user', 7]),
      /Line 1: the turn of the text "user" has no text, but the number 7\./,
    ],
    ['a list of numbers', '[1, 2]', /not a project or prompt/],
    ['an empty list', '[]', /not a project or prompt/],
    ['a broken line', '{"messages": [{"role": "user", "content": "Hi"}]}\n{"messages": [', /Line 2: /],
  ])('refuses %s', (_, text, said) => {
    expect(problemsOf(text)).toMatch(said);
  });

  it('takes 10,000 turns, as one list and as as many lines', () => {
    const turns = Array.from(
      { length: 10_000 },
      (_, n) => [n % 2 === 0 ? 'user' : 'assistant', `Turn ${n}. ${'word '.repeat(20)}`] as const,
    );
    const { project } = read(messages(...turns));
    expect(project.turns).toHaveLength(5000);
    expect(treeProblems(project.turns)).toEqual([]);
    const lines = turns.map(([role, content]) => JSON.stringify({ role, content })).join('\n');
    expect(read(lines, 'long.jsonl').project.turns).toHaveLength(5000);
  });
});

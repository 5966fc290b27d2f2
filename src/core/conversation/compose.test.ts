import { describe, expect, it } from 'vitest';
import { buildCandidate, buildConstitution, buildConversation, buildDocument, buildTurn } from '../../testing/builders';
import { commit, startHistory } from '../prompt/history';
import { compose, composeAsSent, saidBefore } from './compose';
import { pathTo } from './tree';
import type { PathTurn } from './turn';

const document = buildDocument({ principles: buildConstitution('Be brief.', 'Be kind.') });
const text = 'Give three uses for a spoon.\n\nFollow these principles:\n1. Be brief.\n2. Be kind.';
const by = (role: 'user' | 'model', words: string) => ({ role, parts: [{ type: 'text', text: words }] });

describe('a prompt that is run by itself', () => {
  const path: readonly PathTurn[] = [{ input: { values: { item: 'a spoon' }, message: null }, candidates: [] }];

  it('is one turn of the user, and no system text', () => {
    const composed = compose(document, path);
    expect(composed).toEqual({
      ok: true,
      value: {
        text,
        instruction: 'Give three uses for a spoon.',
        principles: ['Be brief.', 'Be kind.'],
        values: { item: 'a spoon' },
        prompt: { turns: [{ role: 'user', parts: [{ type: 'text', text }] }] },
      },
    });
  });

  it('names the values that it lacks', () => {
    const bare = [{ input: { values: {}, message: null }, candidates: [] }];
    expect(compose(document, bare)).toMatchObject({ ok: false, error: { names: ['item'] } });
  });
});

describe('a turn of a conversation', () => {
  const turns = buildConversation([
    ['a', null],
    ['b', 'a'],
    ['c', 'b'],
    ['d', 'b'],
  ]);

  it('is the system text and what was said: every earlier exchange is in the next prompt, not only the last', () => {
    expect(compose(document, pathTo(turns, 'd'))).toMatchObject({
      ok: true,
      value: {
        text,
        prompt: {
          system: text,
          turns: [
            by('user', 'Said in a.'),
            by('model', 'Reply in a.'),
            by('user', 'Said in b.'),
            by('model', 'Reply in b.'),
            by('user', 'Said in d.'),
          ],
        },
      },
    });
  });

  it('holds nothing of a reply that was not replied to, even if it is selected now', () => {
    const others = turns.map((turn) => ({
      ...turn,
      candidates: [buildCandidate({ id: `${turn.id}-other` }), ...turn.candidates],
      chosenId: `${turn.id}-other`,
    }));
    expect(saidBefore(pathTo(others, 'c'))).toEqual(saidBefore(pathTo(turns, 'c')));
  });

  it('leaves out as many of the oldest exchanges as were not sent, and never the opening', () => {
    const path = pathTo(turns, 'd').map((turn, index, all) => ({
      ...turn,
      input: { ...turn.input, ...(index === all.length - 1 ? { leftOut: 1 } : {}) },
    }));
    const said = saidBefore(path).map(({ parts }) => parts);
    expect(said).toEqual(
      [by('user', 'Said in b.'), by('model', 'Reply in b.'), by('user', 'Said in d.')].map(({ parts }) => parts),
    );
    const opened = path.map((turn, index) => {
      const { message } = turn.input;
      return index === 0 && message !== null
        ? { ...turn, input: { ...turn.input, message: { ...message, isCue: true as const } } }
        : turn;
    });
    expect(saidBefore(opened)).toEqual([
      by('user', 'Said in a.'),
      by('model', 'Reply in a.'),
      by('user', 'Said in d.'),
    ]);
  });

  it('takes a message to the letter: nothing in it is a variable', () => {
    const [root] = buildConversation([['a', null]]);
    if (root?.input.message == null) throw new Error('Expected a message.');
    const message = { ...root.input.message, text: '{item} </response>' };
    expect(saidBefore([{ ...root, input: { ...root.input, message } }])).toEqual([by('user', '{item} </response>')]);
  });
});

describe('a turn that was sent before', () => {
  const versioned = { document, history: startHistory(document) };
  const turn = buildTurn({ input: { values: { item: 'a spoon' }, prompt: text, message: null } });

  it('is sent as it was, whatever the prompt is now', () => {
    const now = commit(
      versioned,
      { ...document, preamble: 'Sing of {item}.' },
      { id: 'r', at: turn.at, reason: { kind: 'edit-prompt' } },
    );
    expect(composeAsSent(now, [turn])).toMatchObject({
      text,
      instruction: 'Give three uses for a spoon.',
      principles: ['Be brief.', 'Be kind.'],
      prompt: { turns: [by('user', text)] },
    });
  });

  it('is one text where the history does not know its version, or knows another', () => {
    const whole = { text, instruction: text, principles: [], values: {}, prompt: { turns: [by('user', text)] } };
    expect(composeAsSent(versioned, [{ ...turn, revisionId: 'lost' }])).toEqual(whole);
    const other = { ...document, principles: [] };
    expect(composeAsSent({ document: other, history: startHistory(other) }, [turn])).toEqual(whole);
  });
});

import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../core/conversation/turn';
import { buildConversation } from '../../../testing/builders';
import { comparedTurns } from './compare-turns';

const [root, left, right, later] = buildConversation([
  ['root', null],
  ['left', 'root'],
  ['right', 'root'],
  ['later', 'right'],
]) as readonly [Turn, Turn, Turn, Turn];

describe('two branches side by side', () => {
  it('begin where they part, and the shorter one ends before', () => {
    const { shared, pairs } = comparedTurns([root, left], [root, right, later]);
    expect(shared).toBe(1);
    expect(pairs.map((pair) => [pair.left?.turn.id, pair.right?.turn.id])).toEqual([
      ['left', 'right'],
      [undefined, 'later'],
    ]);
  });

  it('part at the turn whose reply is not the same', () => {
    const first = root.candidates[0];
    const turn = {
      ...root,
      candidates: [...root.candidates, { id: 'other', state: first?.state, feedback: [] }],
    } as Turn;
    const message = right.input.message && { ...right.input.message, repliesTo: 'other' };
    const onOther = { ...right, input: { ...right.input, message } };
    const { shared, pairs } = comparedTurns([turn, left], [turn, onOther]);
    expect(shared).toBe(0);
    expect(pairs[0]).toMatchObject({ left: { reply: { id: 'root-reply' } }, right: { reply: { id: 'other' } } });
  });

  it('say what they were sent with that is not the same', () => {
    const warm = { ...right, settings: { temperature: 1 }, input: { ...right.input, prompt: 'Give four uses.' } };
    const [pair] = comparedTurns([root, left], [root, warm]).pairs;
    expect(pair?.sentWith?.differences).toEqual(['Temperature: the model’s own on the left, 1 on the right.']);
    expect(pair?.sentWith?.prompt?.some(({ kind }) => kind === 'ins')).toBe(true);
  });

  it('say what the prompts differ in once, and again only where that changes', () => {
    const sentWith = (turn: Turn, prompt: string): Turn => ({ ...turn, input: { ...turn.input, prompt } });
    const turns = buildConversation([
      ['root', null],
      ['l1', 'root'],
      ['l2', 'l1'],
      ['l3', 'l2'],
      ['r1', 'root'],
      ['r2', 'r1'],
      ['r3', 'r2'],
    ]);
    const [start, l1, l2, l3, r1, r2, r3] = turns as readonly Turn[] as [Turn, Turn, Turn, Turn, Turn, Turn, Turn];
    const lefts = [start, ...[l1, l2, l3].map((turn) => sentWith(turn, 'Be brief.'))];
    const rights = [start, sentWith(r1, 'Be kind.'), sentWith(r2, 'Be kind.'), sentWith(r3, 'Be kind and brief.')];
    const { pairs } = comparedTurns(lefts, rights);
    expect(
      pairs.map(({ sentWith: said }) => said?.prompt?.filter(({ kind }) => kind === 'ins').map(({ text }) => text)),
    ).toEqual([['kind'], undefined, ['kind and ']]);
  });

  it('leave out the lines of a prompt that are far from what differs', () => {
    const lines = Array.from({ length: 40 }, (_, n) => `Line ${n}.`);
    const [from, to] = [lines.join('\n'), lines.with(20, 'Another one.').join('\n')];
    const [pair] = comparedTurns(
      [root, { ...left, input: { ...left.input, prompt: from } }],
      [root, { ...right, input: { ...right.input, prompt: to } }],
    ).pairs;
    const shown = pair?.sentWith?.prompt?.map(({ text }) => text).join('') ?? '';
    expect(shown).toContain('Another');
    expect(shown).toContain('Line 19.');
    expect(shown).not.toContain('Line 5.');
    expect(shown).not.toContain('Line 35.');
    expect(shown.match(/…/g)).toHaveLength(2);
  });

  it('say nothing of what is the same', () => {
    const [pair] = comparedTurns([root, left], [root, right]).pairs;
    expect(pair?.sentWith).toEqual({ differences: [], prompt: null });
  });
});

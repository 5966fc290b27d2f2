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
    expect(pair?.differences).toEqual(['Temperature: the model’s own on the left, 1 on the right.']);
    expect(pair?.prompt?.some(({ kind }) => kind === 'ins')).toBe(true);
  });

  it('say nothing of what is the same', () => {
    const [pair] = comparedTurns([root, left], [root, right]).pairs;
    expect(pair).toMatchObject({ differences: [], prompt: null });
  });
});

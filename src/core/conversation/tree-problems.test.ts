import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryProject } from '../../testing/arbitrary-project';
import { buildCandidate, buildConversation, buildTurn } from '../../testing/builders';
import type { Candidate } from './candidate';
import { treeProblems } from './tree-problems';
import type { Message, Turn } from './turn';

const talk = buildConversation([
  ['a', null],
  ['b', 'a'],
  ['c', 'a'],
  ['d', 'b'],
]);

describe('turns that are no trees', () => {
  it('are none of those that the app makes: prompts by themselves, and conversations with forks', () => {
    expect(treeProblems([...talk, buildTurn(), buildTurn({ id: 'run2' })])).toEqual([]);
    fc.assert(fc.property(arbitraryProject(), ({ turns }) => void expect(treeProblems(turns)).toEqual([])));
  });

  it('have a loop', () => {
    const looped = changed('b', { parentId: 'd' });
    expect(treeProblems(looped)).toEqual([
      'turns[1].parentId: turn 2 goes on from itself, by way of its parents.',
      'turns[3].parentId: turn 4 goes on from itself, by way of its parents.',
    ]);
    expect(treeProblems(changed('d', { parentId: 'd' }))).toEqual([
      'turns[3].parentId: turn 4 goes on from itself, by way of its parents.',
    ]);
  });

  it('have lost a parent', () => {
    expect(treeProblems(changed('d', { parentId: 'x' }))).toEqual([
      'turns[3].parentId: turn 4 goes on from "x", and there is no such turn.',
    ]);
  });

  it('stand before the turn that they go on from', () => {
    expect(treeProblems(talk.toReversed())).toEqual([
      'turns[0].parentId: turn 4 stands before the turn that it goes on from.',
      'turns[1].parentId: turn 3 stands before the turn that it goes on from.',
      'turns[2].parentId: turn 2 stands before the turn that it goes on from.',
    ]);
  });

  it('have two roots in one conversation; each of several conversations has its own', () => {
    expect(treeProblems(changed('c', { parentId: null }, { repliesTo: null }))).toEqual([
      'turns[2].parentId: turn 3 is a second root of its conversation; it begins with turn 1.',
    ]);
    expect(treeProblems(changed('c', { parentId: null }, { repliesTo: null, conversationId: 'other' }))).toEqual([]);
  });

  it('go on from a turn of another conversation, or from a prompt by itself', () => {
    expect(treeProblems(changed('c', {}, { conversationId: 'other' }))).toEqual([
      'turns[2].input.message.conversationId: turn 3 goes on from a turn of another conversation.',
    ]);
    expect(treeProblems([buildTurn({ id: 'a' }), ...talk.slice(1, 2)])).toEqual([
      'turns[1].input.message.conversationId: turn 2 goes on from a turn of another conversation.',
    ]);
  });

  it('reply to a candidate that their parent does not have, or to one without a parent', () => {
    expect(treeProblems(changed('c', {}, { repliesTo: 'x' }))).toEqual([
      'turns[2].input.message.repliesTo: turn 3 replies to no candidate of the turn that it goes on from.',
    ]);
    expect(treeProblems(changed('a', {}, { repliesTo: 'x' }))).toEqual([
      'turns[0].input.message.repliesTo: turn 1 is a root, which replies to nothing.',
    ]);
  });

  it('are a prompt by itself that goes on from another turn', () => {
    expect(treeProblems([...talk, buildTurn({ n: 5, parentId: 'd' })])).toEqual([
      'turns[4].parentId: turn 5 is a prompt by itself, which goes on from no other turn.',
    ]);
  });

  it('are found in time for any file', () => {
    const chain = Array.from({ length: 100_000 }, (_, n) => buildTurn({ id: `${n}`, n, parentId: `${n + 1}` }));
    const loop = [...chain, buildTurn({ id: '100000', n: 100_000, parentId: '50000' })];
    expect(treeProblems(loop).length).toBe(100_001);
  });

  it('are found by one look at each candidate, however many turns reply to one turn', () => {
    const [root, reply] = talk;
    if (root === undefined || reply?.input.message == null) throw new Error('Expected a turn and its reply.');
    let looks = 0;
    const candidates = Array.from({ length: 1000 }, (_, n): Candidate => {
      const look = () => {
        looks += 1;
        return `${n}`;
      };
      return Object.defineProperty(buildCandidate(), 'id', { get: look });
    });
    const input = { ...reply.input, message: { ...reply.input.message, repliesTo: '999' } };
    const replies = candidates.map((_, n) => ({ ...reply, id: `b${n}`, n: n + 2, input, candidates: [] }));
    expect(treeProblems([{ ...root, candidates }, ...replies])).toEqual([]);
    expect(looks).toBe(1000);
  });
});

function changed(id: string, change: Partial<Turn>, message: Partial<Message> = {}): readonly Turn[] {
  return talk.map((turn) => {
    if (turn.id !== id || turn.input.message === null) return turn;
    return { ...turn, ...change, input: { ...turn.input, message: { ...turn.input.message, ...message } } };
  });
}

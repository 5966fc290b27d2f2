import { describe, expect, it } from 'vitest';
import { buildConversation, buildTurn } from '../../testing/builders';
import { branchesOf, childrenOf, pathTo, withDescendants, withoutLostParents } from './tree';
import { treeProblems } from './tree-problems';
import type { Turn } from './turn';

/**
 * a ─ b ─ d
 *   └ c ─ e, and a prompt by itself between them
 */
const turns = [
  ...buildConversation([
    ['a', null],
    ['b', 'a'],
  ]),
  buildTurn({ id: 'alone' }),
  ...buildConversation([
    ['a', null],
    ['b', 'a'],
    ['c', 'a'],
    ['d', 'b'],
    ['e', 'c'],
  ]).slice(2),
];
const ids = (some: readonly { readonly id: string }[]) => some.map(({ id }) => id).join('');

describe('the tree of turns', () => {
  it('has one path from the root to each turn', () => {
    expect(['a', 'b', 'c', 'd', 'e'].map((id) => ids(pathTo(turns, id)))).toEqual(['a', 'ab', 'ac', 'abd', 'ace']);
    expect(ids(pathTo(turns, 'alone'))).toBe('alone');
    expect(pathTo(turns, 'nobody')).toEqual([]);
  });

  it('has a path that begins at the first turn that is there, where storage has lost a parent', () => {
    expect(ids(pathTo(turns.slice(1), 'd'))).toBe('bd');
  });

  it('has a path that ends even where turns stand in a circle', () => {
    const circle = [buildTurn({ id: 'x', parentId: 'y' }), buildTurn({ id: 'y', parentId: 'x' })];
    expect(ids(pathTo(circle, 'y'))).toBe('xy');
    expect(ids(pathTo(circle, 'x'))).toBe('x');
  });

  it('forks where more than one turn goes on from the same', () => {
    expect(ids(childrenOf(turns, 'a'))).toBe('bc');
    expect(ids(childrenOf(turns, 'b'))).toBe('d');
    expect(childrenOf(turns, 'alone')).toEqual([]);
  });

  it('has a branch for each turn that nothing goes on from, and leaves prompts by themselves out', () => {
    expect(branchesOf(turns, 'talk').map(ids)).toEqual(['abd', 'ace']);
    expect(branchesOf(turns, 'another')).toEqual([]);
  });

  it('is cut below a turn with all that goes on from it', () => {
    expect(ids(withDescendants(turns, 'c'))).toBe('ce');
    expect(ids(withDescendants(turns, 'a'))).toBe('abcde');
    expect(ids(withDescendants(turns, 'alone'))).toBe('alone');
  });

  it('is whole again where parents are lost: what went on from them begins conversations of its own, with all its words', () => {
    for (const lost of ['a', 'b', 'c', 'd', 'e']) {
      const left = turns.filter(({ id }) => id !== lost);
      const whole = withoutLostParents(left);
      expect(treeProblems(whole)).toEqual([]);
      expect(whole.map(said)).toEqual(left.map(said));
    }
    const whole = withoutLostParents(turns.slice(1));
    expect(whole.map(({ id, parentId }) => [id, parentId])).toEqual([
      ['b', null],
      ['alone', null],
      ['c', null],
      ['d', 'b'],
      ['e', 'c'],
    ]);
    expect(whole.map(({ input }) => input.message?.conversationId)).toEqual(['b', undefined, 'c', 'b', 'c']);
  });

  it('is left as it is where no parent is lost', () => {
    expect(withoutLostParents(turns).every((turn, place) => turn === turns[place])).toBe(true);
  });
});

function said({ id, input, candidates }: Turn) {
  return [id, input.message?.text, candidates];
}

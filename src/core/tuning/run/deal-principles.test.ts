import { describe, expect, it } from 'vitest';
import { type Dealing, dealPrinciples } from './deal-principles';

describe('principles dealt to prompts', () => {
  it('the same seed draws the same principles', () => {
    const [first, again] = [dealer(), dealer()];
    const forward = places(50).map((place) => first.dealt(place));
    const backward = places(50)
      .toReversed()
      .map((place) => again.dealt(place))
      .toReversed();
    expect(forward).toEqual(backward);
    expect(places(50).map((place) => dealer({ seed: 7 }).dealt(place))).not.toEqual(forward);
  });

  it('repeat none until all were used', () => {
    const { dealt } = dealer();
    const drawn = places(10).flatMap(dealt);
    expect([drawn.slice(0, 5).toSorted(), drawn.slice(5).toSorted()]).toEqual([places(5), places(5)]);
  });

  it.each([2, 3, 4])('are different ones in the %i rounds of a prompt, and used as often as each other', (each) => {
    const { dealt } = dealer({ each });
    const hands = places(100).map(dealt);
    expect(hands.every((hand) => new Set(hand).size === each)).toBe(true);
    const counts = places(5).map((principle) => hands.flat().filter((one) => one === principle).length);
    expect(counts).toEqual(places(5).map(() => 20 * each));
  });

  it('repeat where there are fewer than rounds', () => {
    const { dealt } = dealer({ ids: ['a', 'b'], each: 4 });
    expect(dealt(0).toSorted()).toEqual([0, 0, 1, 1]);
    expect(dealer({ ids: ['a'], each: 3 }).dealt(8)).toEqual([0, 0, 0]);
  });

  it('come in the order of the constitution, all or chosen ones', () => {
    const inTurn = dealer({ principles: 'in-turn', each: 2 });
    expect(places(3).map(inTurn.dealt)).toEqual([
      [0, 1],
      [2, 3],
      [4, 0],
    ]);
    const chosen = dealer({ principles: 'chosen', chosenIds: ['e', 'b'] });
    expect(places(3).map(chosen.dealt)).toEqual([[1], [4], [1]]);
  });

  it('are all of them when none is chosen', () => {
    expect(dealer({ principles: 'chosen', chosenIds: ['gone'] }).dealt(3)).toEqual([3]);
  });
});

function dealer(change: Partial<Dealing> = {}) {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  return dealPrinciples({ ids, each: 1, principles: 'drawn', chosenIds: [], seed: 42, ...change });
}

function places(count: number): readonly number[] {
  return Array.from({ length: count }, (_, place) => place);
}

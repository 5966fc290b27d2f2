import { createRandom, deriveSeed, shuffled } from '../../random';
import type { TuningSettings } from './tuning-settings';

/** Which principles the prompts of a run meet. */
export interface PrincipleDealer {
  /** For the prompt at this place of the run, from 0: as many as were asked for, each as its place in the constitution, from 0. */
  dealt(place: number): readonly number[];
}

export interface Dealing extends Pick<TuningSettings, 'principles' | 'chosenIds' | 'seed'> {
  /** All that there are, in the order of the constitution; at least one. */
  readonly ids: readonly string[];
  /** For each prompt. */
  readonly each: number;
}

/**
 * Deals principles like cards. Drawn ones come from a shuffled pack until it is used up, then from the next; in turn, the pack is in the
 * order of the constitution. One prompt meets none twice while there is another. Who meets which depends on the seed and the place of the
 * prompt alone, and not on who is asked first.
 */
export function dealPrinciples({ ids, each, principles, chosenIds, seed }: Dealing): PrincipleDealer {
  const all = ids.map((_, place) => place);
  const chosen = all.filter((place) => chosenIds.includes(ids[place] ?? ''));
  const pack = principles === 'chosen' && chosen.length > 0 ? chosen : all;
  const hands: (readonly number[])[] = [];
  let packs = 0;
  let left: readonly number[] = [];

  function next(hand: readonly number[]): number {
    if (left.length === 0) {
      left = principles === 'drawn' ? shuffled(pack, createRandom(deriveSeed(seed, 'principles', packs))) : pack;
      packs += 1;
    }
    const card = left.find((place) => !hand.includes(place)) ?? left[0] ?? 0;
    left = left.filter((place) => place !== card);
    return card;
  }

  return {
    dealt(place) {
      while (hands.length <= place) {
        const hand: number[] = [];
        while (hand.length < each) hand.push(next(hand));
        hands.push(hand);
      }
      return hands[place] ?? [];
    },
  };
}

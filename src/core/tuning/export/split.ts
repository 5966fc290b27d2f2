import { deriveSeed } from '../../random';
import type { TextTurn } from '../run/made-row';

/** Equal for equal conversations, and short: tens of thousands of them are held while data is put together. */
export function promptKeyOf(turns: readonly TextTurn[]): string {
  const parts = turns.flatMap(({ role, text }) => [role, text]);
  return `${deriveSeed(1, ...parts).toString(36)}-${deriveSeed(2, ...parts).toString(36)}`;
}

/** Which kind of data a prompt is kept for. It goes by the prompt alone, so that data taken away at different times never shares one. */
export function halfOf(promptKey: string): 'supervised' | 'pairs' {
  return deriveSeed(0, 'kind of data', promptKey) % 2 === 0 ? 'supervised' : 'pairs';
}

/**
 * Prompts to validate with: their share of all prompts, rounded. Each prompt has a place by the seed, and the first ones are taken; so it
 * hardly matters to one prompt which others are in the data, and two forms of the same rows validate with nearly the same prompts.
 */
export function validationKeys(
  promptKeys: ReadonlySet<string>,
  { share, seed }: { readonly share: number; readonly seed: number },
): ReadonlySet<string> {
  const places = [...promptKeys].map((key) => ({ key, place: deriveSeed(seed, 'validation', key) }));
  const ordered = places.toSorted((a, b) => a.place - b.place || (a.key < b.key ? -1 : 1));
  return new Set(ordered.slice(0, Math.round(share * ordered.length)).map(({ key }) => key));
}

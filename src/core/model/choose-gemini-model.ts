import { soundsLikePromptModel } from './gemini-models';
import type { ListedModel } from './models-port';

/**
 * The id of the model to begin with: the newest Flash that writes text. An alias that always leads to the newest (`…-latest`) comes
 * before any version, a finished version before a preview of a later one's kind, Flash before Flash-Lite, Pro and Gemma. Null where the
 * list names no model that writes text.
 */
export function chooseGeminiModel(listed: readonly Pick<ListedModel, 'id'>[]): string | null {
  const ranked = listed.filter(({ id }) => soundsLikePromptModel(id)).map(({ id }) => ({ id, rank: rankOf(id) }));
  return ranked.toSorted((one, other) => compare(one.rank, other.rank))[0]?.id ?? null;
}

/** Lower comes first; the earlier number decides. */
type Rank = readonly number[];

function rankOf(id: string): Rank {
  const words = id.toLowerCase().split('-');
  const isAlias = words.at(-1) === 'latest' && versionOf(words) === 0;
  const isPreview = words.some((word) => word === 'preview' || word === 'exp' || word === 'experimental');
  // Dated and numbered builds of a version come after the plain name of it.
  return [familyOf(words), isAlias ? 0 : 1, isPreview ? 1 : 0, -versionOf(words), words.length];
}

function familyOf(words: readonly string[]): number {
  const has = (word: string) => words.includes(word);
  if (has('flash')) return has('lite') || has('8b') ? 1 : 0;
  if (has('pro')) return 2;
  if (has('gemini')) return 3;
  return has('gemma') ? 4 : 5;
}

/** `gemini-3.6-flash` is 3.6; 0 where the name holds none. */
function versionOf(words: readonly string[]): number {
  const version = words.find((word) => /^\d{1,3}(\.\d{1,3})?$/.test(word));
  return version === undefined ? 0 : Number(version);
}

function compare(one: Rank, other: Rank): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

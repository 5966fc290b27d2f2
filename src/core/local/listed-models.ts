import { gemmasInOrder } from './default-model';
import type { LocalModel, StoredModel } from './local-model';
import { type ModelWords, modelWords } from './model-words';
import { refusalOf, type Surroundings } from './preflight-checks';

export interface ListedLocalModel {
  readonly model: LocalModel;
  /** Null: nothing of it is here. */
  readonly stored: StoredModel | null;
  readonly words: ModelWords;
}

/** Embedding models turn texts into vectors: nobody chats with them. */
export interface ModelGroups {
  readonly chat: readonly ListedLocalModel[];
  readonly embedding: readonly ListedLocalModel[];
}

/**
 * Every model that is known: those of the author, WebLLM's, those on the device, also of a list that has gone; each id once. Where a
 * model of WebLLM's list is on the device, the list has the last word: a newer one names the library that this version runs.
 */
export function knownModels({
  prebuilt,
  custom,
  stored,
}: {
  readonly prebuilt: readonly LocalModel[];
  readonly custom: readonly LocalModel[];
  readonly stored: readonly StoredModel[];
}): readonly LocalModel[] {
  const listed = new Map(prebuilt.map((model) => [model.id, model]));
  const kept = stored.map(({ model }) => (model.origin.kind === 'prebuilt' ? (listed.get(model.id) ?? model) : model));
  const byId = new Map<string, LocalModel>();
  for (const model of [...custom, ...kept, ...prebuilt]) {
    if (!byId.has(model.id)) byId.set(model.id, model);
  }
  return [...byId.values()];
}

/**
 * What a search for model names finds, best match first; every word of the query must be found in the id, the name or the precision.
 * Without a query: what is on this device or added by the author, the Gemmas that run here, other models that run here, smallest first,
 * then those that do not.
 */
export function listModels(
  models: readonly LocalModel[],
  { query, surroundings }: { readonly query: string; readonly surroundings: Surroundings | null },
): ModelGroups {
  const wanted = wordsOf(query);
  const found = models.flatMap((model): readonly Ranked[] => {
    const words = modelWords(model.id);
    const match = matchOf(wanted, { id: model.id, words });
    if (match === null) return [];
    const stored = surroundings?.stored.find((kept) => kept.model.id === model.id) ?? null;
    const refused = surroundings !== null && refusalOf(model, surroundings) !== null;
    return [{ listed: { model, stored, words }, rank: [match, placeOf(model, { stored, refused }), memoryOf(model)] }];
  });
  const sorted = found.toSorted(byRank).map(({ listed }) => listed);
  return {
    chat: sorted.filter(({ model }) => model.kind === 'chat'),
    embedding: sorted.filter(({ model }) => model.kind === 'embedding'),
  };
}

interface Ranked {
  readonly listed: ListedLocalModel;
  /** Lower comes first; the earlier number decides. */
  readonly rank: readonly number[];
}

function byRank(one: Ranked, other: Ranked): number {
  for (const [index, value] of one.rank.entries()) {
    const difference = value - (other.rank[index] ?? 0);
    // Two models of unknown size: infinity less infinity is no number.
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  // In the order of the list.
  return 0;
}

function placeOf(
  { id, origin }: LocalModel,
  { stored, refused }: { readonly stored: StoredModel | null; readonly refused: boolean },
): number {
  if (stored !== null || origin.kind !== 'prebuilt') return 0;
  if (refused) return 1000;
  const gemma = gemmasInOrder.indexOf(id);
  if (gemma >= 0) return 1 + gemma;
  return /^gemma/i.test(id) ? 1 + gemmasInOrder.length : 100;
}

function memoryOf({ memoryBytes }: LocalModel): number {
  return memoryBytes ?? Number.POSITIVE_INFINITY;
}

/** 0 for whole words of the name, 1 for beginnings of words, 2 for anything within; null when a word is not found. */
function matchOf(
  wanted: readonly string[],
  { id, words }: { readonly id: string; readonly words: ModelWords },
): number | null {
  const text = [words.name, id, words.quantisation ?? '', words.variant ?? ''].join(' ').toLowerCase();
  const names = wordsOf(`${words.name} ${words.quantisationCode ?? ''}`);
  const parts = new Set([...names, ...wordsOf(text)]);
  let worst = 0;
  for (const word of wanted) {
    if (!text.includes(word) && !text.replace(/[-_ ]/g, '').includes(word)) return null;
    const match = names.includes(word) ? 0 : [...parts].some((part) => part.startsWith(word)) ? 1 : 2;
    worst = Math.max(worst, match);
  }
  return worst;
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[\s,()-]+/)
    .filter((word) => word !== '');
}

import { createEqualInputs } from '../../../dataset/equal-inputs';
import type { EmbeddingModel } from '../../../model/embedding-model';
import type { TuningPrompt } from '../made-row';
import type { Duplicates } from '../tuning-work';
import { createNearVectors } from './near-vectors';
import type { PromptRows } from './prompt-rows';

export interface DuplicatesDeps {
  readonly embeddings: EmbeddingModel;
  /** Cosine from which two prompts are near duplicates. */
  readonly near: number;
  /** Lets others have a turn, and hears an abort: called every few milliseconds. */
  readonly breathe: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** Texts in one request; services take no more. */
const textsPerCall = 100;

/** Rows that repeat an earlier one which stays: word for word, or in meaning. */
export async function findDuplicates(prompts: PromptRows, deps: DuplicatesDeps): Promise<Duplicates> {
  const { embeddings, near, breathe, signal } = deps;
  const { different, equal } = await withoutEqual(prompts, signal);
  const requests = Array.from({ length: Math.ceil(different.length / textsPerCall) }, (_, index) =>
    different.slice(index * textsPerCall, (index + 1) * textsPerCall),
  );
  const answers = requests.map((some) => embeddings.embed(some.map(comparedText), signal));
  for (const answer of answers) answer.catch(() => undefined); // whoever waits for it hears of it
  const kept = createNearVectors(near);
  const alike: number[] = [];
  for (const [nth, some] of requests.entries()) {
    const vectors = (await answers[nth]) ?? [];
    for (const [index, { row }] of some.entries()) {
      const vector = vectors[index];
      if (vector !== undefined && !(await kept.isNew(vector, breathe))) alike.push(row);
    }
  }
  return { equal, near: alike };
}

async function withoutEqual(prompts: PromptRows, signal: AbortSignal) {
  const inputs = createEqualInputs();
  const different: TuningPrompt[] = [];
  const equal: number[] = [];
  for await (const piece of prompts.pieces(signal)) {
    for (const { row, id, read } of piece) {
      if (read.kind !== 'prompt') continue;
      const number = inputs.numberOf(read.turns.flatMap(({ role, text }) => [role, text]));
      if (number < different.length) equal.push(row);
      else different.push({ row, id, turns: read.turns });
    }
  }
  return { different, equal };
}

/** Embedding models read about this much; of a long prompt the end counts as much as the beginning, for the question is often there. */
const charactersEachEnd = 3000;

function comparedText({ turns }: TuningPrompt): string {
  const text = turns.map((turn) => turn.text).join('\n\n');
  if (text.length <= 2 * charactersEachEnd) return text;
  return `${text.slice(0, charactersEachEnd)}\n…\n${text.slice(-charactersEachEnd)}`;
}

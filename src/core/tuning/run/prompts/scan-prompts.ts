import { createRandom, deriveSeed, shuffled } from '../../../random';
import type { TuningPrompt } from '../made-row';
import type { PromptSource } from '../tuning-work';
import type { PromptLimit } from './prompt-limit';
import type { PromptRows } from './prompt-rows';

/** Which rows of a file a run takes, and why the others are not among them. Numbers of rows rise in every list. */
export interface ScannedPrompts {
  readonly rows: number;
  readonly empty: readonly number[];
  readonly tooLong: readonly { readonly row: number; readonly tokens: number; readonly limit: number }[];
  readonly unusable: readonly { readonly row: number; readonly reason: string }[];
  /** Left by the filter and without duplicates: what Sample draws from. */
  readonly usable: readonly number[];
  /** What a run takes. */
  readonly chosen: readonly number[];
  /** Some usable prompts from all over the file, for the estimate. */
  readonly examples: readonly TuningPrompt[];
}

export interface ScanOptions extends Pick<PromptSource, 'filter' | 'sample' | 'duplicates'> {
  readonly seed: number;
  readonly limit: PromptLimit;
  readonly signal: AbortSignal;
}

const mostExamples = 24;

/** Reads all rows once. The same rows, options and seed choose the same prompts. */
export async function scanPrompts(prompts: PromptRows, options: ScanOptions): Promise<ScannedPrompts> {
  const { filter, sample, duplicates, seed, limit, signal } = options;
  const repeated = new Set([...(duplicates?.equal ?? []), ...(duplicates?.near ?? [])]);
  const empty: number[] = [];
  const tooLong: { row: number; tokens: number; limit: number }[] = [];
  const unusable: { row: number; reason: string }[] = [];
  const usable: number[] = [];
  const examples = reservoir(mostExamples, deriveSeed(seed, 'examples'));
  const isWanted = filtered(filter);

  for await (const piece of prompts.pieces(signal)) {
    signal.throwIfAborted();
    for (const { row, id, read } of piece) {
      if (read.kind === 'empty') empty.push(row);
      else if (read.kind === 'unusable') unusable.push({ row, reason: read.reason });
      else {
        const prompt = { row, id, turns: read.turns };
        const over = limit(prompt);
        if (over !== null) tooLong.push({ row, ...over });
        else if (!repeated.has(row) && isWanted(prompt)) {
          usable.push(row);
          examples.add(prompt);
        }
      }
    }
  }
  const chosen = sample === null ? usable : sampled(usable, sample, seed);
  return { rows: prompts.total, empty, tooLong, unusable, usable, chosen, examples: examples.kept };
}

/** The prompts of these rows, in their order; `rows` rises. */
export async function* promptsOf(
  prompts: PromptRows,
  rows: readonly number[],
  signal: AbortSignal,
): AsyncGenerator<readonly TuningPrompt[]> {
  let next = 0;
  for await (const piece of prompts.pieces(signal)) {
    signal.throwIfAborted();
    const found: TuningPrompt[] = [];
    for (const { row, id, read } of piece) {
      while (next < rows.length && (rows[next] ?? 0) < row) next += 1;
      if (rows[next] === row && read.kind === 'prompt') found.push({ row, id, turns: read.turns });
    }
    if (found.length > 0) yield found;
    if (next >= rows.length) return;
  }
}

/** Whether the text is in a prompt, upper or lower case. */
function filtered(filter: string): (prompt: TuningPrompt) => boolean {
  if (filter === '') return () => true;
  const sought = filter.toLowerCase();
  return ({ turns }) => turns.some(({ text }) => text.toLowerCase().includes(sought));
}

function sampled(rows: readonly number[], count: number, seed: number): readonly number[] {
  if (count >= rows.length) return rows;
  const drawn = shuffled(rows, createRandom(deriveSeed(seed, 'sample'))).slice(0, count);
  return drawn.toSorted((a, b) => a - b);
}

/** So many of any number, each as likely as the other (algorithm R, Waterman). */
function reservoir(size: number, seed: number) {
  const random = createRandom(seed);
  const kept: TuningPrompt[] = [];
  let seen = 0;
  return {
    kept,
    add(prompt: TuningPrompt) {
      seen += 1;
      const place = seen <= size ? seen - 1 : random.whole(seen);
      if (place < size) kept[place] = prompt;
    },
  };
}

import { contentWords, stemOf } from '../../core/constitution/content-words';
import type { EmbeddingModel } from '../../core/model/embedding-model';
import { practiceModel } from '../../core/model/model-ref';
import { deriveSeed } from '../../core/random';

/**
 * A stand-in for an embedding model: texts that share words, and pairs of neighbouring words, lie close to each other. It knows no
 * meanings, so "car" is as far from "vehicle" as from "bread".
 */
export function practiceEmbeddingModel(): EmbeddingModel {
  return {
    ref: practiceModel,
    async embed(texts, signal) {
      signal.throwIfAborted();
      return texts.map(vectorOf);
    },
  };
}

const dimensions = 256;
/** What a pair weighs: most pairs occur once, so one says less by itself than its words do. */
const pairWeight = 0.5;
/** What "the", "of" and the like weigh: enough to tell texts of nothing else apart. */
const smallWordWeight = 0.1;

/** Hashed stems and pairs of neighbours, at length 1. */
function vectorOf(text: string): Float32Array {
  const stems = (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?/gu) ?? []).map(stemOf);
  const pairs = stems.slice(1).map((stem, index) => `${stems[index]} ${stem}`);
  const vector = new Float32Array(dimensions);
  const telling = new Set([...contentWords(text).values()].map(stemOf));
  const weightOf = (stem: string): number => (telling.has(stem) ? 1 : smallWordWeight);
  const weighed = [
    ...counted(stems, weightOf),
    ...counted(pairs, (pair) => pairWeight * Math.min(...pair.split(' ').map(weightOf))),
  ];
  for (const [feature, weight] of weighed) {
    const hash = deriveSeed(0, feature);
    const sign = (hash >>> 16) % 2 === 0 ? 1 : -1;
    vector[hash % dimensions] = (vector[hash % dimensions] ?? 0) + sign * weight;
  }
  const length = Math.hypot(...vector);
  // Nothing to count, or counts that cancelled each other out: a direction of its own.
  if (length === 0) return vector.fill(0).fill(1, 0, 1);
  return vector.map((value) => value / length);
}

/** Each feature once, with its weight; the tenth of a kind adds little to the first. */
function counted(
  features: readonly string[],
  weightOf: (feature: string) => number,
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return [...counts].map(([feature, count]) => [feature, (1 + Math.log(count)) * weightOf(feature)]);
}

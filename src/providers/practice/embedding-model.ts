import { stemOf } from '../../core/constitution/content-words';
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
/** A pair says less by itself than its words do, since most pairs occur once. */
const pairWeight = 0.5;

/** Counts of hashed stems and pairs, damped (the tenth "refund" says little more than the first), at length 1. */
function vectorOf(text: string): Float32Array {
  const stems = (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?/gu) ?? []).map(stemOf);
  const pairs = stems.slice(1).map((stem, index) => `${stems[index]} ${stem}`);
  const vector = new Float32Array(dimensions);
  for (const [feature, count] of [...counted(stems), ...counted(pairs)]) {
    const hash = deriveSeed(0, feature);
    const sign = (hash >>> 16) % 2 === 0 ? 1 : -1;
    const weight = (1 + Math.log(count)) * (feature.includes(' ') ? pairWeight : 1);
    vector[hash % dimensions] = (vector[hash % dimensions] ?? 0) + sign * weight;
  }
  const length = Math.hypot(...vector);
  // Nothing to count, or counts that cancelled each other out: a direction of its own.
  if (length === 0) return vector.fill(0).fill(1, 0, 1);
  return vector.map((value) => value / length);
}

function counted(features: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return counts;
}

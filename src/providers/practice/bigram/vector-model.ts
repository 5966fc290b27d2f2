import { practiceModel } from '../../../core/model/model-ref';
import { poolVectors } from '../../../core/model/pool-vectors';
import type { Pooling, VectorInput, VectorModel, VectorRequest } from '../../../core/model/vector-model';
import { createRandom, deriveSeed } from '../../../core/random';
import type { BigramTable } from './bigram-table';
import { badRequest } from './prompt';
import { createVocabulary } from './vocabulary';

const dimensions = 256;
/** Tokens of a text that are read. */
export const longestText = 2048;
/** What a token is by itself, against what stands beside it: texts of the same words are closer than texts of like ones. */
const ownWeight = 1.5;

/**
 * A vector for each token, which come closer the more neighbours two tokens share in our sentences: "cat" is nearer to "dog" than to "sea".
 * Random directions stand for the neighbours (Kanerva and others 2000, "Random indexing"). Pooled by their mean unless asked otherwise.
 */
export function bigramVectorModel(table: BigramTable): VectorModel {
  const vocabulary = createVocabulary(table);
  const vectorOf = tokenVectors(table);
  return {
    ref: practiceModel,
    async vectors(request, signal) {
      signal.throwIfAborted();
      checkOptions(request);
      const cut: Record<number, { readonly tokens: number; readonly limit: number }> = {};
      let inputTokens = 0;
      const vectors = request.inputs.map((input, place) => {
        const ids = vocabulary.encode(textOf(input));
        if (ids.length === 0) throw badRequest('EMPTY_TEXT', `Text ${place + 1} is empty: it has no vector.`);
        if (ids.length > longestText) cut[place] = { tokens: ids.length - longestText, limit: longestText };
        const read = ids.slice(0, longestText);
        inputTokens += read.length;
        return poolVectors(read.map(vectorOf), request.pooling ?? ('mean' satisfies Pooling));
      });
      return { vectors, cut, inputTokens };
    },
  };
}

function checkOptions({ taskType, dimensions: wanted }: VectorRequest): void {
  if (taskType !== undefined) throw badRequest('TASK_TYPE', 'The practice token model has no task types.');
  if (wanted !== undefined && wanted !== dimensions) {
    throw badRequest('DIMENSIONS', `The practice token model gives ${dimensions} numbers a text, and not ${wanted}.`);
  }
}

function textOf(input: VectorInput): string {
  if (input.type === 'text') return input.text;
  throw badRequest('NO_IMAGES', 'The practice token model reads text alone.');
}

function tokenVectors({ vocabulary, counts }: BigramTable): (id: number) => Float32Array {
  const known = new Map<number, Float32Array>();
  const ids = new Map(vocabulary.map((text, id) => [text, id]));
  const neighbours = new Map<number, Map<string, number>>();
  const note = (id: number | undefined, neighbour: string, count: number) => {
    if (id === undefined) return;
    const beside = neighbours.get(id) ?? new Map<string, number>();
    neighbours.set(id, beside.set(neighbour, (beside.get(neighbour) ?? 0) + count));
  };
  for (const [last, row] of Object.entries(counts)) {
    for (const [next, count] of Object.entries(row)) {
      note(ids.get(last), `after ${next}`, count);
      note(ids.get(next), `before ${last}`, count);
    }
  }

  return (id) => {
    const vector = known.get(id) ?? made(id);
    known.set(id, vector);
    return vector;
  };

  function made(id: number): Float32Array {
    const vector = direction(deriveSeed(0, 'token', id)).map((value) => value * ownWeight);
    const beside = [...(neighbours.get(id) ?? [])].map(([name, count]) => ({ name, weight: Math.log1p(count) }));
    const length = Math.hypot(...beside.map(({ weight }) => weight));
    for (const { name, weight } of beside) {
      for (const [place, value] of direction(deriveSeed(0, name)).entries()) {
        vector[place] = (vector[place] ?? 0) + (value * weight) / length;
      }
    }
    return vector;
  }
}

/** Of length 1. */
function direction(seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: dimensions }, () => (random.next() < 0.5 ? -1 : 1) / Math.sqrt(dimensions));
}

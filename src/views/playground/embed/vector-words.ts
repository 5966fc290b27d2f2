import type { VectorCapabilities } from '../../../core/model/completion-capabilities';
import type { Pooling, TaskType } from '../../../core/model/vector-model';
import { counted, whole } from '../../shared/counted';

export const taskTypeWords: Readonly<Record<TaskType, string>> = {
  SEMANTIC_SIMILARITY: 'Semantic similarity',
  CLASSIFICATION: 'Classification',
  CLUSTERING: 'Clustering',
  RETRIEVAL_DOCUMENT: 'Retrieval document',
  RETRIEVAL_QUERY: 'Retrieval query',
  CODE_RETRIEVAL_QUERY: 'Code retrieval query',
  QUESTION_ANSWERING: 'Question answering',
  FACT_VERIFICATION: 'Fact verification',
};

export const poolingWords: Readonly<Record<Pooling, string>> = {
  mean: 'Mean',
  max: 'Max',
  last: 'Last token',
  'abs-max': 'Abs max',
};

/** `2,048 tokens a text · 100 texts a call`. */
export function limitWords({ longestText, perCall }: VectorCapabilities): string {
  const length = longestText === undefined ? [] : [`${whole(longestText)} tokens a text`];
  return [...length, `${counted(perCall, 'text')} a call`].join(' · ');
}

/** Places of texts, counted from 1: `2, 7 and 12 more`. */
export function placesWords(places: readonly number[]): string {
  const named = places.slice(0, 8).map(whole);
  const more = places.length - named.length;
  if (more > 0) return `${named.join(', ')} and ${whole(more)} more`;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}

/** `.87`, `-.12`, `1.00`: as in the matrix, without the zero that all have. */
export function shortCosine(cosine: number): string {
  return cosine.toFixed(2).replace(/^(-?)0\./, '$1.');
}

export function lengthsWords([shortest, longest]: readonly [number, number]): string {
  const words = [shortest, longest].map((length) => length.toPrecision(3));
  return words[0] === words[1] ? `raw length ${words[0]}` : `raw length ${words[0]} to ${words[1]}`;
}

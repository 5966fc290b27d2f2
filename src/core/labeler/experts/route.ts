import type { Expert } from '../prediction/classifier';
import { cosine } from './unit-vectors';

/**
 * Which expert a row belongs to: that of the nearest centroid; null when it is farther than the region reaches, or when there are no
 * experts. Throws RangeError when the vector has other dimensions than the centroids: it is of another embedding model.
 */
export function route(
  vector: ArrayLike<number>,
  experts: readonly Pick<Expert, 'centroid' | 'nearestCosine'>[],
): number | null {
  const cosines = experts.map(({ centroid }) => {
    if (centroid.length !== vector.length) {
      throw new RangeError(
        `Expected a vector of ${centroid.length} dimensions, as the experts were trained with, got ${vector.length}: it comes from another embedding model. Choose the eval model that the labeler was trained with.`,
      );
    }
    return cosine(vector, centroid);
  });
  const place = cosines.indexOf(Math.max(...cosines));
  const expert = experts[place];
  return expert === undefined || (cosines[place] ?? -1) < expert.nearestCosine ? null : place;
}

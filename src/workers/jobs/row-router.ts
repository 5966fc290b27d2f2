import { route } from '../../core/labeler/experts/route';
import type { Classifier } from '../../core/labeler/prediction/classifier';
import type { Row } from '../../core/labeler/prediction/classify-request';
import { embedRows } from '../../core/labeler/prediction/embed-rows';
import type { Rulebook } from '../../core/labeler/rules/rulebook';
import type { EmbeddingModel } from '../../core/model/embedding-model';

interface RouterDeps {
  readonly classifier: Classifier;
  readonly embeddings: EmbeddingModel;
  readonly signal: AbortSignal;
}

/** Rows that one rulebook is for. */
interface RoutedRows<R extends Row> {
  readonly rulebook: Rulebook;
  /** Null: the single labeler. */
  readonly expert: number | null;
  /** In their order; at least one. */
  readonly rows: readonly R[];
}

export interface Router {
  /** The single labeler's rows first, then the experts' in their order. */
  route<R extends Row>(rows: readonly R[]): Promise<readonly RoutedRows<R>[]>;
}

export function createRouter({ classifier: { rulebook, experts, settings }, embeddings, signal }: RouterDeps): Router {
  return {
    async route(rows) {
      if (experts.length === 0) return rows.length === 0 ? [] : [{ rulebook, expert: null, rows }];
      const vectors = await embedRows(rows, { embeddings, truncateWords: settings.truncateWords, signal });
      const places = vectors.map((vector) => route(vector, experts));
      return [null, ...experts.keys()].flatMap((expert) => {
        const own = rows.filter((_, index) => places[index] === expert);
        const book = expert === null ? rulebook : experts[expert]?.rulebook;
        return own.length === 0 || book === undefined ? [] : [{ rulebook: book, expert, rows: own }];
      });
    },
  };
}

import type { Models } from '../core/model/models-port';

const notAsked = (): never => {
  throw new Error('Expected no question about scores, tokens, vectors or the server.');
};

/** Of models whose tests ask for none of it. */
export const noInspection: Pick<Models, 'scoringModel' | 'tokenizer' | 'vectorModel' | 'serverProgram'> = {
  scoringModel: notAsked,
  tokenizer: notAsked,
  vectorModel: notAsked,
  serverProgram: notAsked,
};

const notAsked = (): never => {
  throw new Error('Expected no question about scores, tokens, vectors or the server.');
};

/** Of models whose tests ask for none of it. */
export const noInspection = {
  scoringModel: notAsked,
  tokenizer: notAsked,
  vectorModel: notAsked,
  serverProgram: notAsked,
};

import { foldPrinciples } from '../core/alignment/fold-principles';
import { proposeMutation } from '../core/alignment/propose-mutation';
import { suggestRationales } from '../core/alignment/suggest-rationales';
import { updatePrompt } from '../core/alignment/update-prompt';

/** What asks the alignment model, with its instructions and reply schemas: a chunk of its own, fetched by `loadAlignment`. */
export const alignmentOperations = { foldPrinciples, proposeMutation, suggestRationales, updatePrompt };

import { estimateTokens } from '../../core/calls/estimate-tokens';
import { completionCapabilitiesOf } from '../../core/model/completion-capabilities-of';
import { ModelError } from '../../core/model/model-error';
import type { RefOf } from '../../core/model/model-ref';
import type { CutText, VectorInput, VectorModel } from '../../core/model/vector-model';
import { countContents } from './count-contents';
import { type EmbedContent, embedContents, type GeminiSurroundings } from './embed-contents';
import { embedContentOf } from './embedding-task';

/** `batchEmbedContents` with every option, one request per call, for at most 100 inputs; vectors as they come, which are mostly not of length 1. */
export function geminiVectorModel({
  ref,
  ...surroundings
}: GeminiSurroundings & { readonly ref: RefOf<'gemini'> }): VectorModel {
  const { id } = ref;
  const { longestText } = completionCapabilitiesOf(ref).vectors;

  /** The service reads the beginning of a text that is too long, and does not say so. */
  async function cutOf(
    contents: readonly EmbedContent[],
    signal: AbortSignal,
  ): Promise<Readonly<Record<number, CutText>>> {
    if (longestText === undefined) return {};
    const counted = await Promise.all(
      contents.map(async ({ content }, at) => {
        const [part] = content.parts;
        if (part === undefined || !('text' in part) || !mayBeTooLong(part.text, longestText)) return [];
        const tokens = await tokensOf(part.text, signal);
        return tokens > longestText ? [[at, { tokens: tokens - longestText, limit: longestText }] as const] : [];
      }),
    );
    return Object.fromEntries(counted.flat());
  }

  /** Not every embedding model counts: then it is our estimate. */
  async function tokensOf(text: string, signal: AbortSignal): Promise<number> {
    const contents = [{ role: 'user', parts: [{ text }] }];
    try {
      return await countContents({ contents }, { ...surroundings, id, signal });
    } catch (error) {
      if (error instanceof ModelError && (error.kind === 'unknown-model' || error.kind === 'bad-request'))
        return estimateTokens(text);
      throw error;
    }
  }

  return {
    ref,
    async vectors({ inputs, taskType, dimensions }, signal) {
      signal.throwIfAborted();
      if (inputs.length === 0) return { vectors: [], cut: {}, inputTokens: 0 };
      refuseEmpty(inputs);
      const options = { id, ...(taskType && { taskType }), ...(dimensions && { dimensions }) };
      const contents = inputs.map((input) => embedContentOf(input, options));
      const cut = await cutOf(contents, signal);
      const values = await embedContents(contents, { ...surroundings, id, signal });
      refuseOtherSizes(values, dimensions);
      return { vectors: values.map((vector) => Float32Array.from(vector)), cut, inputTokens: 0 };
    },
  };
}

/** Most texts are so short that they need not be counted. */
function mayBeTooLong(text: string, limit: number): boolean {
  return estimateTokens(text) * 2 > limit;
}

function refuseEmpty(inputs: readonly VectorInput[]): void {
  const at = inputs.findIndex((input) => input.type === 'text' && input.text.trim() === '');
  if (at === -1) return;
  throw new ModelError({
    kind: 'bad-request',
    code: 'EMPTY_TEXT',
    message: `Text ${at + 1} is empty, and Gemini embeds no text of nothing. Leave it out.`,
  });
}

function refuseOtherSizes(vectors: readonly (readonly number[])[], asked: number | undefined): void {
  const size = asked ?? vectors[0]?.length;
  const other = vectors.find(({ length }) => length !== size);
  if (other === undefined) return;
  throw new ModelError({
    kind: 'unknown-format',
    code: 'DIMENSIONS',
    message: `Expected ${size} dimensions, and a vector of ${other.length} came. Choose another number of dimensions, or another model.`,
  });
}

import { isLaterEmbedding } from '../../core/model/gemini-completion';
import type { TaskType, VectorInput } from '../../core/model/vector-model';
import type { EmbedContent } from './embed-contents';

/** What is sent for one input. */
export function embedContentOf(
  input: VectorInput,
  { id, taskType, dimensions }: { readonly id: string; readonly taskType?: TaskType; readonly dimensions?: number },
): EmbedContent {
  const inText = isLaterEmbedding(id);
  return {
    content: { parts: [partOf(input, inText ? taskType : undefined)] },
    ...(taskType === undefined || inText ? {} : { taskType }),
    ...(dimensions === undefined ? {} : { outputDimensionality: dimensions }),
  };
}

function partOf(input: VectorInput, taskType: TaskType | undefined): EmbedContent['content']['parts'][number] {
  switch (input.type) {
    case 'text':
      return { text: taskType === undefined ? input.text : `${tasksInText[taskType]}${input.text}` };
    case 'image':
      return { inlineData: { mimeType: input.mimeType, data: input.data } };
  }
}

/**
 * `gemini-embedding-001` and the `text-embedding` models have a field for the task; later ones do not read it, and are told in the text:
 * ai.google.dev/gemini-api/docs/embeddings, "Task types with Embeddings 2", read on 2026-11-30. A picture has no place for it.
 */
const tasksInText: Readonly<Record<TaskType, string>> = {
  SEMANTIC_SIMILARITY: 'task: sentence similarity | query: ',
  CLASSIFICATION: 'task: classification | query: ',
  CLUSTERING: 'task: clustering | query: ',
  RETRIEVAL_DOCUMENT: 'title: none | text: ',
  RETRIEVAL_QUERY: 'task: search result | query: ',
  CODE_RETRIEVAL_QUERY: 'task: code retrieval | query: ',
  QUESTION_ANSWERING: 'task: question answering | query: ',
  FACT_VERIFICATION: 'task: fact checking | query: ',
};

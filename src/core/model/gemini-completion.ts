import type { CompletionCapabilities, VectorCapabilities } from './completion-capabilities';
import { every, isEmbedder } from './completion-facts';
import { completionOptionNames } from './completion-options';
import { embeddingModelFor } from './embedding-model';
import { geminiModelFacts } from './gemini-models';
import { capabilitiesOf } from './known-capabilities';
import type { RefOf } from './model-ref';
import { settingRanges } from './sampling-settings';
import { taskTypes } from './vector-model';

/** What Gemini's service honours in the Playground, by the id of the model. Sources: those of `geminiModelFacts`. */
export function geminiCompletion(ref: RefOf<'gemini'>): CompletionCapabilities {
  const { settings, contextTokens } = capabilitiesOf(ref);
  const { continues, outputTokens } = geminiModelFacts(ref.id);
  const tellsLogprobs = settings.logprobs === true;
  return {
    about: tellsLogprobs
      ? 'Google’s servers · images · log-probabilities of its own tokens'
      : 'Google’s servers · images · no log-probabilities',
    settings,
    options: {
      ...every(completionOptionNames, 'Gemini has no such setting.'),
      rawPrompt: 'Gemini always applies its chat template.',
      logitBias: 'Gemini takes no logit bias.',
      minTokens: 'Gemini takes no minimum number of tokens.',
      echo: 'Gemini does not tell the tokens of a prompt.',
      asSampled: 'Gemini does not tell what it sampled from.',
      prefix: continues ? true : 'Gemini since 3.5 Flash-Lite and 3.6 refuses to go on with a text of its own.',
    },
    system: true,
    images: true,
    mostLogprobs: tellsLogprobs ? settingRanges.logprobs.max : 0,
    bestOf: 'Gemini gives as many as are asked for, and cannot choose the best of more.',
    scoring: 'Gemini never scores a given text, and refuses log-probabilities since 2.5.',
    isInstructed: true,
    tokenizer: 'count',
    vectors: geminiVectors(ref),
    ...(contextTokens === undefined ? {} : { contextTokens }),
    ...(outputTokens === undefined ? {} : { outputTokens }),
  };
}

/**
 * Source: ai.google.dev/gemini-api/docs/embeddings, "Controlling embedding size", "Task types" and "Model versions": 2,048 tokens of
 * gemini-embedding-001, 8,192 of gemini-embedding-2, which takes images and is told its task in the text.
 */
function geminiVectors(ref: RefOf<'gemini'>): VectorCapabilities {
  const embedder = isEmbedder(ref.id) ? ref : embeddingModelFor(ref);
  const isSecond = isLaterEmbedding('id' in embedder ? embedder.id : '');
  return {
    embeds: true,
    ref: embedder,
    images: isSecond ? true : 'This Gemini model embeds text alone: choose gemini-embedding-2 for images.',
    taskTypes,
    dimensions: { min: 128, max: 3072, usual: [768, 1536, 3072] },
    poolings: 'Gemini gives one vector for a text, and no token vectors to pool.',
    longestText: isSecond ? 8192 : 2048,
    perCall: 100,
  };
}

/** `gemini-embedding-2` and those after it, which read images, and their task from the text. */
export function isLaterEmbedding(id: string): boolean {
  return /^(?:models\/)?gemini-embedding-(?:[2-9]|[1-9]\d)(?!\d)/.test(id);
}

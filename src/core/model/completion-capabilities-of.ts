import type { CompletionCapabilities, ServerProgram, VectorCapabilities } from './completion-capabilities';
import { every, isEmbedder, isInstructed, isVision } from './completion-facts';
import { type CompletionOptionName, completionOptionNames } from './completion-options';
import { embeddingModelFor } from './embedding-model';
import { geminiCompletion } from './gemini-completion';
import { capabilitiesOf } from './known-capabilities';
import { localModel, type ModelRef, modelName, practiceModel } from './model-ref';
import { settingNames, settingRanges } from './sampling-settings';
import { serverCompletion } from './server-completion';
import { poolings } from './vector-model';

/**
 * The one table of what a model honours in the Playground: the page greys out by it, and the providers refuse by it, in the same words.
 * `program` counts for servers alone, see `Models.serverProgram`.
 */
export function completionCapabilitiesOf(ref: ModelRef, program: ServerProgram = 'unknown'): CompletionCapabilities {
  switch (ref.provider) {
    case 'practice':
      return practice();
    case 'gemini':
      return geminiCompletion(ref);
    case 'webllm':
      return local(ref.id);
    case 'server':
      return serverCompletion(ref, program);
    case 'browser':
      return browser();
  }
}

/** Everything that takes no reason: what a model that this app computes itself honours. */
const all = {
  settings: every(settingNames, true),
  options: every(completionOptionNames, true),
  system: true,
  mostLogprobs: settingRanges.logprobs.max,
  bestOf: true,
  scoring: true,
  tokenizer: true,
} satisfies Partial<CompletionCapabilities>;

const inputsPerCall = 100;

/** The bigram model that answers the Playground; the rules that answer every other purpose are in `capabilitiesOf`. */
function practice(): CompletionCapabilities {
  const { contextTokens } = capabilitiesOf(practiceModel);
  return {
    ...all,
    about: 'On this device · a table of word pairs, for practice: real probabilities, no language model',
    images: 'The practice model reads text alone.',
    isInstructed: false,
    vectors: practiceVectors,
    ...(contextTokens === undefined ? {} : { contextTokens }),
  };
}

const practiceVectors: VectorCapabilities = {
  embeds: true,
  ref: practiceModel,
  images: 'The practice model reads text alone.',
  taskTypes: 'The practice model embeds every text alike.',
  dimensions: 'The practice model has one number of dimensions.',
  poolings,
  longestText: 2048,
  perCall: inputsPerCall,
};

function local(id: string): CompletionCapabilities {
  return {
    ...all,
    about: 'On this device · in this browser, offline once downloaded',
    images: isVision(id)
      ? true
      : 'This local model reads text alone. Choose Phi-3.5-vision, Gemini, or a server whose model reads images.',
    isInstructed: isInstructed(id),
    vectors: {
      embeds: true,
      ref: isEmbedder(id) ? localModel(id) : embeddingModelFor(localModel(id)),
      images: 'Local models embed text alone.',
      taskTypes: 'Local models embed every text alike.',
      dimensions: 'A local model has one number of dimensions.',
      poolings: 'Local models give one vector for a text, that of its first token.',
      // Of the snowflake-arctic-embed models, the only ones in WebLLM's list.
      longestText: 512,
      perCall: inputsPerCall,
    },
  };
}

function browser(): CompletionCapabilities {
  const name = modelName({ provider: 'browser' });
  const noSetting = 'The browser’s model has no such setting.';
  return {
    about: 'On this device · the model that came with the browser, without settings',
    settings: capabilitiesOf({ provider: 'browser' }).settings,
    options: {
      ...every<CompletionOptionName>(completionOptionNames, noSetting),
      rawPrompt: 'The browser’s model always gets its chat template.',
      echo: 'The browser’s model reports no tokens.',
      asSampled: 'The browser’s model reports no probabilities.',
      prefix: true,
    },
    system: true,
    images: 'This app sends no images to the browser’s model.',
    mostLogprobs: 0,
    bestOf: 'The browser’s model reports no log-probabilities to choose the best by.',
    scoring: `${name} reports no probabilities, so it cannot score a text.`,
    isInstructed: true,
    tokenizer: 'The browser does not tell how its model cuts a text into tokens.',
    // It embeds nothing; the practice model does for it.
    vectors: practiceVectors,
  };
}

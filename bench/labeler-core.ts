import { createGate } from '../src/core/calls/gate';
import { countLabels } from '../src/core/dataset/count-labels';
import { splitExamples } from '../src/core/dataset/split-examples';
import { suggestMapping } from '../src/core/dataset/suggest-mapping';
import { defaultReadOptions } from '../src/core/dataset/table';
import { toExamples } from '../src/core/dataset/to-examples';
import { classifyInstruction } from '../src/core/instructions/classify';
import { firstRuleInstruction } from '../src/core/instructions/first-rule';
import { mutateRulesInstruction } from '../src/core/instructions/mutate-rules';
import { classifyRequest, classifySubject } from '../src/core/labeler/prediction/classify-request';
import { truncateFields } from '../src/core/labeler/prediction/truncate-words';
import { defaultHyperparameters } from '../src/core/labeler/run/hyperparameters';
import { runTraining } from '../src/core/labeler/training/run-training';
import { capabilitiesOf } from '../src/core/model/known-capabilities';
import { createRandom, deriveSeed, shuffled } from '../src/core/random';
import { toGeminiRequest } from '../src/providers/gemini/request';
import { practiceEmbeddingModel } from '../src/providers/practice/embedding-model';
import { practiceLanguageModel } from '../src/providers/practice/practice-model';
import { readTable } from '../src/workers/table/read-table';

/**
 * What the sequential policy has in common with the app, in one module: the rows and their sides, the prompts, the body of a call. And
 * training itself, to be run without a browser.
 */
export const core = {
  readTable,
  defaultReadOptions,
  suggestMapping,
  countLabels,
  toExamples,
  splitExamples,
  defaultHyperparameters,
  firstRuleInstruction,
  classifyInstruction,
  classifyRequest,
  classifySubject,
  mutateRulesInstruction,
  truncateFields,
  capabilitiesOf,
  createRandom,
  deriveSeed,
  shuffled,
  toGeminiRequest,
  createGate,
  runTraining,
  practiceLanguageModel,
  practiceEmbeddingModel,
};

export type Core = typeof core;
export type { Split } from '../src/core/dataset/example';
export type { Hyperparameters } from '../src/core/labeler/run/hyperparameters';
export type { EmbeddingModel } from '../src/core/model/embedding-model';
export type { LanguageModel } from '../src/core/model/language-model';
export type { ModelRequest } from '../src/core/model/model-request';

import type { CompletionCapabilities, Honoured, ServerProgram, VectorCapabilities } from './completion-capabilities';
import { isInstructed } from './completion-facts';
import type { CompletionOptionName } from './completion-options';
import { capabilitiesOf } from './known-capabilities';
import type { RefOf } from './model-ref';
import { settingRanges } from './sampling-settings';
import { poolings } from './vector-model';

/**
 * What an OpenAI-compatible server honours in the Playground, by the program that it is. Sources: vLLM's "OpenAI-Compatible Server",
 * llama.cpp's `tools/server/README.md`, Ollama's "OpenAI compatibility", LM Studio's "OpenAI Compatibility Endpoints".
 */
export function serverCompletion(ref: RefOf<'server'>, program: ServerProgram): CompletionCapabilities {
  const row = rows[program];
  return {
    about: row.about,
    settings: capabilitiesOf(ref).settings,
    options: { ...row.options, asSampled: 'A server tells its own probabilities alone.' },
    system: true,
    images: true,
    mostLogprobs: settingRanges.logprobs.max,
    bestOf: true,
    scoring: row.scoring,
    isInstructed: isInstructed(ref.id),
    tokenizer: row.tokenizer,
    vectors: { ...commonVectors, ...row.vectors, ref },
  };
}

interface ProgramRow {
  readonly about: string;
  readonly options: Readonly<Record<Exclude<CompletionOptionName, 'asSampled'>, Honoured>>;
  readonly scoring: Honoured;
  readonly tokenizer: Honoured;
  readonly vectors?: Partial<VectorCapabilities>;
}

const commonVectors: Omit<VectorCapabilities, 'ref'> = {
  embeds: true,
  images: 'Servers embed text alone.',
  taskTypes: 'A server embeds every text alike.',
  dimensions: 'This server has one number of dimensions for each model.',
  poolings: 'This server gives one vector for a text, and no token vectors to pool.',
  perCall: 100,
};

const noEcho = 'This server does not tell the tokens of a prompt.';
const noGoingOn = 'This server is not known to go on with a text of its own.';
const noTokens = 'This server does not tell how it cuts a text into tokens.';
const noMinimum = 'This server takes no minimum number of tokens.';
const noBias = 'This server ignores a logit bias.';
const noMultiplicative = 'This server takes no multiplicative penalty.';
const ownRule = 'This server decides itself whether penalties cover the prompt.';

/** A server that nobody has asked yet, or that is none of the four, is trusted with what OpenAI's own reference names. */
const other: ProgramRow = {
  about: 'A server that speaks the OpenAI way',
  options: {
    rawPrompt: true,
    multiplicativePresencePenalty: noMultiplicative,
    penaltiesCoverPrompt: ownRule,
    logitBias: true,
    minTokens: noMinimum,
    echo: noEcho,
    prefix: noGoingOn,
  },
  // One probe tells, and the evaluation fails in words where it cannot.
  scoring: true,
  tokenizer: noTokens,
  vectors: { dimensions: { min: 1, max: 8192, usual: [256, 512, 1024] } },
};

const rows: Readonly<Record<ServerProgram, ProgramRow>> = {
  vllm: {
    about: 'vLLM · scores any text',
    options: {
      rawPrompt: true,
      multiplicativePresencePenalty: true,
      penaltiesCoverPrompt: 'vLLM decides: only the multiplicative one covers the prompt.',
      logitBias: true,
      minTokens: true,
      echo: true,
      prefix: true,
    },
    scoring: true,
    tokenizer: true,
    vectors: { dimensions: { min: 1, max: 8192, usual: [256, 512, 1024] } },
  },
  'llama.cpp': {
    about: 'llama.cpp · scores any text, a request for each token',
    options: {
      rawPrompt: true,
      multiplicativePresencePenalty: true,
      penaltiesCoverPrompt: 'llama.cpp decides: all of them cover the prompt, too.',
      logitBias: true,
      minTokens: true,
      echo: 'llama.cpp refuses to echo the prompt.',
      prefix: true,
    },
    scoring: true,
    tokenizer: true,
    vectors: { poolings },
  },
  ollama: {
    about: 'Ollama',
    options: {
      rawPrompt: 'Ollama applies the chat template to every prompt that comes the OpenAI way.',
      multiplicativePresencePenalty: noMultiplicative,
      penaltiesCoverPrompt: ownRule,
      logitBias: noBias,
      minTokens: noMinimum,
      echo: noEcho,
      prefix: noGoingOn,
    },
    scoring: 'Ollama tells no log-probabilities of a given text. The judge in Tune can compare texts instead.',
    tokenizer: noTokens,
  },
  'lm-studio': {
    about: 'LM Studio',
    options: {
      rawPrompt: true,
      multiplicativePresencePenalty: true,
      penaltiesCoverPrompt: ownRule,
      logitBias: true,
      minTokens: noMinimum,
      echo: noEcho,
      prefix: noGoingOn,
    },
    scoring: 'LM Studio tells no log-probabilities of a given text. The judge in Tune can compare texts instead.',
    tokenizer: noTokens,
  },
  other,
  unknown: { ...other, about: 'A server that was not asked yet what it is' },
};

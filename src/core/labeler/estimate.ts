import type { Split } from '../dataset/example';
import { classifyInstruction } from '../instructions/classify';
import { firstRuleInstruction } from '../instructions/first-rule';
import { mutateRulesInstruction } from '../instructions/mutate-rules';
import { promptText } from '../model/model-prompt';
import type { ModelRef } from '../model/model-ref';
import { estimateTokens } from '../prompt/estimate-tokens';
import { classifySubject } from './classify-request';
import { textsPerEmbedding } from './embed-rows';
import type { Hyperparameters } from './hyperparameters';
import type { CallLimits } from './labeler-port';
import type { Estimate } from './labeler-run';
import type { Rulebook } from './rulebook';
import { numberedRules } from './rulebook-content';
import { truncateFields } from './truncate-words';

export interface EstimateInput {
  readonly task: string;
  readonly labels: readonly string[];
  readonly split: Split;
  readonly hyperparameters: Hyperparameters;
  readonly limits: CallLimits;
  readonly trainModel: ModelRef;
  readonly evalModel: ModelRef;
}

/**
 * What a run will likely take, before its first call. The prompts are the real ones, rendered for some of the rows and for a rulebook
 * of the size that is likely half-way; the counts follow from how training goes, with these guesses of what it will meet:
 * a rulebook misreads a fifth of the rows, an eighth of the proposals is asked for twice and as many are refused, a quarter more
 * challengers come of combining, each reads the misread rows and 30% of the others before it is dropped, and half of the steps beyond
 * `patience` are made.
 */
export function estimateTraining(input: EstimateInput): Estimate {
  const { hyperparameters, limits, split } = input;
  const { callBudget, experts, steps, patience } = hyperparameters;
  const sizes = promptSizes(input);
  const reading = (rows: number): number => Math.ceil(rows / hyperparameters.examplesPerCall);
  const likelySteps =
    patience === null ? steps : Math.min(steps, patience + Math.ceil(Math.max(0, steps - patience) / 2));
  const step = (rows: number): { readonly reads: number; readonly proposals: number } => stepCalls(rows, input);
  const labelers = experts === 1 ? 0 : experts === 'auto' ? likelyExperts : experts;
  const perExpert = labelers === 0 ? 0 : split.validation.length / labelers;

  const reads =
    reading(split.validation.length) +
    likelySteps * step(split.validation.length).reads +
    2 * reading(split.test.length) +
    labelers * likelySteps * step(perExpert).reads +
    (labelers === 0 ? 0 : reading(split.test.length));
  const proposals = likelySteps * step(split.validation.length).proposals * (1 + labelers);
  const firstRules = input.labels.length;
  const embeddings = labelers === 0 ? 0 : Math.ceil(split.training.length / textsPerEmbedding);
  const likely = reads + proposals + firstRules + embeddings;
  const calls = Math.round(Math.min(likely, callBudget ?? likely));
  const share = likely === 0 ? 0 : calls / likely;
  const tokens = share * (reads * sizes.classify + proposals * sizes.mutate + firstRules * sizes.firstRule);

  const wait = { read: secondsOf(input.evalModel).read, write: secondsOf(input.trainModel).write };
  const inParallel = (reads * wait.read + (proposals + firstRules) * wait.write) / limits.parallelRequests;
  const oneAfterTheOther = (likelySteps * (labelers === 0 ? 1 : 2) + 1) * (roundsPerStep * wait.read + wait.write);
  const perMinute = isLimited(input) ? ((reads + proposals + firstRules) * 60) / limits.requestsPerMinute : 0;
  const seconds = share * Math.max(inParallel, oneAfterTheOther, perMinute);
  return { calls, tokens: Math.round(tokens), seconds: Math.ceil(seconds) };
}

const misreadShare = 0.2;
const askedTwice = 1 / 8;
const refusedShare = 1 / 8;
const combinedShare = 1 / 4;
const readBeforeDropped = 0.3;
const likelyExperts = 3;
/** A window of training rows, and the rounds of a race. */
const roundsPerStep = 5;
const sampledRows = 20;
const typicalRule = 'The row states plainly that something of this kind has happened, and names what it is about.';

function stepCalls(
  rows: number,
  { hyperparameters }: EstimateInput,
): { readonly reads: number; readonly proposals: number } {
  const { mistakesPerStep, mutationsPerMistake, examplesPerCall } = hyperparameters;
  const needed = (1.25 * mistakesPerStep) / misreadShare / examplesPerCall;
  const challengers = mistakesPerStep * mutationsPerMistake * (1 - refusedShare) * (1 + combinedShare);
  const raced = (rows * (misreadShare + (1 - misreadShare) * readBeforeDropped)) / examplesPerCall;
  return { reads: needed + challengers * raced, proposals: mistakesPerStep * (1 + askedTwice) };
}

interface PromptSizes {
  /** Tokens of a prompt with its reply, on average. */
  readonly classify: number;
  readonly mutate: number;
  readonly firstRule: number;
}

function promptSizes({ task, labels, split, hyperparameters }: EstimateInput): PromptSizes {
  const { truncateWords, seed, examplesPerCall, examplesPerFirstRule, steps, mutationsPerMistake } = hyperparameters;
  const rulebook = likelyRulebook(task, labels, 1 + steps / 4 / labels.length);
  const rows = split.validation.slice(0, Math.max(sampledRows, examplesPerCall));
  const shown = rows.map(({ fields }) => truncateFields(fields, truncateWords));

  const asked = Array.from({ length: Math.max(1, Math.floor(rows.length / examplesPerCall)) }, (_, index) => {
    const batch = rows.slice(index * examplesPerCall, (index + 1) * examplesPerCall);
    const subject = classifySubject(rulebook, batch, { truncateWords, seed });
    return estimateTokens(promptText(classifyInstruction(subject).render(subject))) + 12 * batch.length;
  });
  const mutations = shown.slice(0, 5).map((row) => {
    const [golden = '', predicted = ''] = labels;
    const subject = {
      task,
      labels: numberedRules(rulebook),
      row,
      golden,
      predicted,
      followed: null,
      reason: '',
      mutations: mutationsPerMistake,
      refused: [],
    };
    return estimateTokens(promptText(mutateRulesInstruction(subject).render(subject))) + 40 + 60 * mutationsPerMistake;
  });
  const examples = labels.map((label) => ({ label, rows: shown.slice(0, examplesPerFirstRule) }));
  const [label = ''] = labels;
  const first = estimateTokens(promptText(firstRuleInstruction.render({ task, label, examples }))) + 40;
  return { classify: mean(asked), mutate: mean(mutations), firstRule: first };
}

function likelyRulebook(task: string, labels: readonly string[], rulesPerLabel: number): Rulebook {
  const rules = Array.from({ length: Math.round(rulesPerLabel) }, (_, index) => ({
    id: `${index}`,
    text: typicalRule,
  }));
  return { task, labels: labels.map((label) => ({ label, rules })) };
}

/** Until a short answer has come, and until a longer one has. */
function secondsOf(model: ModelRef): { readonly read: number; readonly write: number } {
  switch (model.provider) {
    case 'practice':
      return { read: 0.002, write: 0.005 };
    case 'gemini':
      return { read: 1, write: 4 };
  }
}

/** The practice model answers as fast as it can. */
function isLimited({ trainModel, evalModel }: EstimateInput): boolean {
  return trainModel.provider !== 'practice' || evalModel.provider !== 'practice';
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

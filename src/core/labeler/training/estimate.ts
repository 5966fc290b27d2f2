import { type Estimate, estimateWork, tokensOfCalls } from '../../calls/estimate';
import { estimateTokens } from '../../calls/estimate-tokens';
import type { CallLimits } from '../../calls/limits';
import type { Split } from '../../dataset/example';
import { firstRuleInstruction } from '../../instructions/first-rule';
import { mutateRulesInstruction } from '../../instructions/mutate-rules';
import { capabilitiesOf } from '../../model/known-capabilities';
import type { ModelRef } from '../../model/model-ref';
import { rowOf } from '../../model/provider-table';
import { classifyRequest, classifySubject } from '../prediction/classify-request';
import { textsPerEmbedding } from '../prediction/embed-rows';
import { truncateFields } from '../prediction/truncate-words';
import type { Rulebook } from '../rules/rulebook';
import { numberedRules } from '../rules/rulebook-content';
import type { Hyperparameters } from '../run/hyperparameters';
import { mostEmbedded } from './train-experts';

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
 * of the size that is likely half-way; the counts follow from how training goes, with guesses of what it will meet. They were set by runs
 * on the samples with the two models of the tests, and are named below.
 */
export function estimateTraining(input: EstimateInput): Estimate {
  const { hyperparameters, limits, split } = input;
  const { callBudget, experts } = hyperparameters;
  const sizes = promptSizes(input);
  const reading = (rows: number): number => Math.ceil(rows / hyperparameters.examplesPerCall);
  const steps = likelySteps(hyperparameters);
  const single = trainingCalls({ steps, rows: split.validation.length, misread: misreadAtFirst }, input);
  const labelers = experts === 1 ? 0 : experts === 'auto' ? likelyExperts : experts;
  const ofExperts = {
    steps: Math.min(steps, likelyExpertSteps),
    rows: labelers === 0 ? 0 : split.validation.length / labelers,
    misread: misreadAtFirst * mended ** steps,
  };
  const expert = trainingCalls(ofExperts, input);

  const reads = single.reads + 2 * reading(split.test.length) + labelers * expert.reads;
  const mixture = labelers === 0 ? 0 : reading(split.test.length);
  const proposals = single.proposals + labelers * expert.proposals;
  const embedded = Math.min(split.training.length, mostEmbedded) + split.validation.length + split.test.length;
  const embeddings = labelers === 0 ? 0 : Math.ceil(embedded / textsPerEmbedding);
  const wait = {
    read: rowOf(input.evalModel.provider).seconds.short,
    write: rowOf(input.trainModel.provider).seconds.long,
  };
  const reader = { model: input.evalModel, seconds: wait.read };
  // The guesses were fitted with a proposal timed as a reading besides.
  const writer = { model: input.trainModel, seconds: wait.read + wait.write };
  const inTurn = steps + (labelers === 0 ? 0 : ofExperts.steps) + 1;
  return estimateWork({
    kinds: [
      { ...reader, calls: reads + mixture, tokens: sizes.classify },
      { ...writer, calls: proposals, tokens: sizes.mutate },
      { ...writer, calls: input.labels.length, tokens: sizes.firstRule },
      { ...reader, calls: embeddings, tokens: (embedded * sizes.row) / Math.max(1, embeddings) },
    ],
    limits,
    leastSeconds: inTurn * (roundsPerStep * wait.read + wait.write),
    callBudget,
  });
}

/** Share of rows that the first rules misread, and what is left of it after a step. */
const misreadAtFirst = 0.45;
const mended = 0.9;
/** Some proposals are asked for again; some are refused, some are rulebooks that were there before. */
const askedTwice = 1 / 16;
const refused = 1 / 8;
/** Challengers that misread the row that they were made for: one call each. */
const pointless = 1 / 10;
/** For each challenger, so many come of combining, times the share of rows that are misread. */
const combined = 1.2;
/** Of the misread rows a challenger reads those of the label that it adds to, and of each edited rule. */
const ofEdits = 0.1;
/** Of all rows, what it reads beside those: some are dropped at once, some win. */
const readBeside = 0.14;
/** Of all rows, what is read only because somebody won the step. */
const readOfWinner = 0.35;
/** Runs end after about so many times their patience. */
const patiences = 3;
/** Of `auto`: many tables fall into no regions at all. */
const likelyExperts = 2;
/** They begin with good rules, and have few rows to be ranked by. */
const likelyExpertSteps = 4;
/** Windows of training rows, rounds of a race, the winner's other rows. */
const roundsPerStep = 10;
const sampledRows = 20;
const typicalRule = 'The row states plainly that something of this kind has happened, and names what it is about.';

function likelySteps({ steps, patience }: Hyperparameters): number {
  return patience === null ? steps : Math.min(steps, patience * patiences);
}

interface Course {
  readonly steps: number;
  /** That rank rulebooks. */
  readonly rows: number;
  /** Share of rows, before the first step. */
  readonly misread: number;
}

/** Of one labeler, from its first score to its last step. */
function trainingCalls(
  { steps, rows, misread }: Course,
  { hyperparameters, labels }: EstimateInput,
): { readonly reads: number; readonly proposals: number } {
  const { mistakesPerStep, mutationsPerMistake, examplesPerCall } = hyperparameters;
  let reads = Math.ceil(rows / examplesPerCall);
  for (let step = 0; step < steps; step++) {
    const wrong = misread * mended ** step;
    const searched = (1.25 * mistakesPerStep) / wrong / examplesPerCall;
    const proposed = mistakesPerStep * mutationsPerMistake * (1 - refused);
    const challengers = proposed * (1 - pointless) * (1 + combined * wrong);
    const raced = (wrong * (1 / labels.length + ofEdits) + readBeside) * rows;
    reads +=
      searched + proposed * (1 + combined * wrong) + (challengers * raced + readOfWinner * rows) / examplesPerCall;
  }
  return { reads, proposals: steps * mistakesPerStep * (1 + askedTwice) };
}

interface PromptSizes {
  /** Tokens of a prompt with its reply, on average. */
  readonly classify: number;
  readonly mutate: number;
  readonly firstRule: number;
  readonly row: number;
}

function promptSizes({ task, labels, split, hyperparameters, evalModel }: EstimateInput): PromptSizes {
  const { truncateWords, seed, examplesPerCall, examplesPerFirstRule, mutationsPerMistake } = hyperparameters;
  const rulebook = likelyRulebook(task, labels, likelySteps(hyperparameters) * rulesPerStep);
  const rows = split.validation.slice(0, Math.max(sampledRows, examplesPerCall));
  const shown = rows.map(({ fields }) => truncateFields(fields, truncateWords));

  const reader = { temperature: hyperparameters.evalTemperature, examplesPerCall };
  const asked = Array.from({ length: Math.max(1, Math.floor(rows.length / examplesPerCall)) }, (_, index) => {
    const batch = rows.slice(index * examplesPerCall, (index + 1) * examplesPerCall);
    const subject = classifySubject(rulebook, batch, { truncateWords, seed });
    const { prompt, reply } = classifyRequest(subject, reader, capabilitiesOf(evalModel));
    return { prompt, replyTokens: (reply.type === 'choice' ? 1 : 12) * batch.length };
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
    return { prompt: mutateRulesInstruction(subject).render(subject), replyTokens: 40 + 60 * mutationsPerMistake };
  });
  const examples = labels.map((label) => ({ label, rows: shown.slice(0, examplesPerFirstRule) }));
  const [label = ''] = labels;
  const first = { prompt: firstRuleInstruction.render({ task, label, examples }), replyTokens: 40 };
  const row = mean(shown.map((fields) => estimateTokens(fields.map(({ text }) => text).join('\n'))));
  return {
    classify: tokensOfCalls(asked),
    mutate: tokensOfCalls(mutations),
    firstRule: tokensOfCalls([first]),
    row,
  };
}

/** Rules that a step adds, on the mean of a whole run. */
const rulesPerStep = 1 / 6;

/** A rule for each label, and the others with the first ones. */
function likelyRulebook(task: string, labels: readonly string[], added: number): Rulebook {
  const rulesOf = (place: number): number => Math.max(0, Math.ceil((labels.length + added - place) / labels.length));
  return {
    task,
    labels: labels.map((label, place) => ({
      label,
      rules: Array.from({ length: rulesOf(place) }, (_, index) => ({ id: `${index}`, text: typicalRule })),
    })),
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

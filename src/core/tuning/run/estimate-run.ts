import { type CallKind, type Estimate, estimateWork } from '../../calls/estimate';
import { estimateTokens } from '../../calls/estimate-tokens';
import type { CallLimits } from '../../calls/limits';
import { answerPromptInstruction } from '../../instructions/answer-prompt';
import { choiceAfterReasoning, compareAnswersInstruction } from '../../instructions/compare-answers';
import { critiqueAnswerInstruction } from '../../instructions/critique-answer';
import { reviseAnswerInstruction } from '../../instructions/revise-answer';
import { capabilitiesOf } from '../../model/known-capabilities';
import { type ModelPrompt, promptText } from '../../model/model-prompt';
import { isPractice, type ModelRef } from '../../model/model-ref';
import { rowOf } from '../../model/provider-table';
import { answerSubject, comparisonSubject, critiqueSubject, revisionSubject } from '../constitution/stage-prompts';
import { type CritiquesSeen, sharesOfRounds } from './early-ends';
import type { TuningPrompt } from './made-row';
import { dealerOf, planProblem, type RunPlan } from './run-plan';

export interface EstimatedRun extends RunPlan {
  readonly limits: CallLimits;
  /** Prompts of the run. */
  readonly total: number;
  /** Some of them. */
  readonly examples: readonly TuningPrompt[];
  /** Of earlier runs and trials by the same constitution, by round. */
  readonly seen: readonly CritiquesSeen[];
}

/**
 * What a run will likely take, by the very prompts that some of its calls will have. A prompt with nothing to improve ends earlier, as
 * often as was seen so far. Answers are taken to be of the usual length.
 */
export function estimateRun(run: EstimatedRun): Estimate {
  const { examples, total, limits } = run;
  if (planProblem(run) !== null || examples.length === 0) return estimateWork({ kinds: [], limits });
  const dealer = dealerOf(run);
  const samples = examples.flatMap((prompt, place) => callsOf(run, prompt, dealer.dealt(place)));
  const kinds = samples.map(
    ({ model, tokens, calls = 1 }): CallKind => ({
      model,
      tokens,
      calls: (calls * total) / examples.length,
      seconds: rowOf(model.provider).seconds.long,
    }),
  );
  // Stages of one prompt wait for each other.
  const oneAfterTheOther =
    samples.reduce((sum, { model }) => sum + rowOf(model.provider).seconds.long, 0) / examples.length;
  return estimateWork({ kinds, limits, leastSeconds: oneAfterTheOther });
}

interface ExpectedCall {
  readonly model: ModelRef;
  /** Of a prompt with its reply. */
  readonly tokens: number;
  /** For this prompt, on average; one unless said otherwise. */
  readonly calls?: number;
}

/** Tokens of replies: of a paragraph or two, of some sentences, and of a few more words of JSON. The practice model is brief. */
function usualReplies({ settings: { maxTokens }, promptModel, alignmentModel }: RunPlan) {
  const answer = isPractice(promptModel) ? 64 : 300;
  const judged = isPractice(alignmentModel) ? 40 : 120;
  return {
    answer: Math.min(answer, maxTokens.answer),
    critique: Math.min(judged, maxTokens.critique),
    revision: Math.min(answer, maxTokens.revision),
  };
}

function callsOf(run: EstimatedRun, prompt: TuningPrompt, principles: readonly number[]): readonly ExpectedCall[] {
  return run.settings.make === 'comparison'
    ? comparisonCalls(run, prompt, principles)
    : improvementCalls(run, prompt, principles);
}

function improvementCalls(
  run: EstimatedRun,
  prompt: TuningPrompt,
  principles: readonly number[],
): readonly ExpectedCall[] {
  const { constitution, promptModel, alignmentModel, seen } = run;
  const usual = usualReplies(run);
  const { turns } = prompt;
  const shares = sharesOfRounds(seen, { rounds: principles.length, model: alignmentModel });
  const rounds = principles.flatMap((place, index): ExpectedCall[] => {
    const pair = constitution.pairs[place];
    if (pair === undefined) return [];
    const before = index === 0 ? usual.answer : usual.revision;
    const { criticised = 1, revised = 1 } = shares[index] ?? {};
    const critique = critiqueAnswerInstruction.render(critiqueSubject(constitution, { turns, answer: '', pair }));
    const revision = reviseAnswerInstruction.render(
      revisionSubject(constitution, { turns, answer: '', pair, critique: '' }),
    );
    return [
      { model: alignmentModel, calls: criticised, tokens: tokensOf(critique) + before + usual.critique },
      { model: promptModel, calls: revised, tokens: tokensOf(revision) + before + usual.critique + usual.revision },
    ];
  });
  return [{ model: promptModel, tokens: answerTokens(run, prompt) + usual.answer }, ...rounds];
}

function comparisonCalls(
  run: EstimatedRun,
  prompt: TuningPrompt,
  principles: readonly number[],
): readonly ExpectedCall[] {
  const { constitution, settings, promptModel, alignmentModel } = run;
  const { answersBy, judge, judgesBy, judgesPerPair } = settings.comparison;
  const usual = usualReplies(run);
  const tokens = answerTokens(run, prompt) + usual.answer;
  const second = answersBy.kind === 'models' ? answersBy.second : promptModel;
  const model = judge ?? alignmentModel;
  const each = judgesBy === 'samples' ? judgesPerPair : 1;
  const { turns } = prompt;
  const judged = principles.flatMap((place): ExpectedCall[] => {
    const principle = constitution.comparisonPrinciples[place];
    if (principle === undefined) return [];
    const subject = comparisonSubject(constitution, { turns, answers: ['', ''], principle });
    const base = 2 * usual.answer + usual.critique;
    const calls = 2 * each;
    const reasoned = { model, calls, tokens: tokensOf(compareAnswersInstruction.render(subject)) + base };
    if (capabilitiesOf(model).choices !== true) return [reasoned];
    // After the reasoning, such a model is asked for the probability of its choice.
    return [reasoned, { model, calls, tokens: tokensOf(choiceAfterReasoning(subject, '')) + base + 1 }];
  });
  return [{ model: promptModel, tokens }, { model: second, tokens }, ...judged];
}

function answerTokens({ constitution }: RunPlan, { turns }: TuningPrompt): number {
  return tokensOf(answerPromptInstruction.render(answerSubject(constitution, turns)));
}

function tokensOf(prompt: ModelPrompt): number {
  return estimateTokens(promptText(prompt));
}

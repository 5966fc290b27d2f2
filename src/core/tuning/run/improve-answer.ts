import { ask } from '../../alignment/ask';
import { answerPromptInstruction } from '../../instructions/answer-prompt';
import { critiqueAnswerInstruction, critiqueSoFar } from '../../instructions/critique-answer';
import { reviseAnswerInstruction } from '../../instructions/revise-answer';
import { err, ok } from '../../result';
import { answerSubject, critiqueSubject, revisionSubject } from '../constitution/stage-prompts';
import type { RequestPair } from '../constitution/tuning-constitution';
import type { Improved, MadeText, Round } from './made-row';
import { madeText, type PromptWay, textStage, throughStage } from './prompt-way';
import { followedModel } from './stage-call';

/** Answer, then a critique and a revision in each round, until nothing is left to improve. */
export async function improveAnswer(way: PromptWay): Promise<Improved> {
  const { plan, principles, watch, answers, rounds } = way;
  const answer = await firstAnswer(way);
  answers.push(answer);
  watch.passed?.('answers');
  let latest = answer.text;
  for (const [index, principle] of principles.entries()) {
    const pair = plan.constitution.pairs[principle];
    if (pair === undefined) throw new Error(`There is no pair ${principle + 1} in the constitution of the run.`);
    const round = { pair, n: index + 1, number: principle + 1, answer: latest };
    const { hasProblem, critique } = await criticised(way, round);
    // Kept with what it has when the revision fails.
    const asked: Round = { pair: round.number, hasProblem, critique, revision: null };
    rounds.push(asked);
    if (!hasProblem) break;
    if (round.n === principles.length) watch.passed?.('critiques');
    const revision = await revised(way, { ...round, critique: critique.text });
    rounds[rounds.length - 1] = { ...asked, revision };
    latest = revision.text;
  }
  if (rounds.at(-1)?.revision === null) watch.passed?.('critiques');
  watch.passed?.('revisions');
  return { kind: 'improved', answer, rounds: [...rounds] };
}

function firstAnswer(way: PromptWay): Promise<MadeText> {
  const { plan, prompt } = way;
  const subject = answerSubject(plan.constitution, prompt.turns);
  return textStage(
    way,
    { stage: 'answer', n: 1, about: '' },
    {
      purpose: answerPromptInstruction.purpose,
      subject,
      prompt: answerPromptInstruction.render(subject),
      ref: plan.promptModel,
      maxTokens: plan.settings.maxTokens.answer,
      candidate: 0,
      read: answerPromptInstruction.parse,
    },
  );
}

interface RoundStep {
  readonly pair: RequestPair;
  /** Of the prompt's rounds, from 1. */
  readonly n: number;
  /** What the round before made. */
  readonly answer: string;
}

function criticised(
  way: PromptWay,
  { pair, n, answer }: RoundStep,
): Promise<{ readonly hasProblem: boolean; readonly critique: MadeText }> {
  const { plan, prompt, watch } = way;
  const subject = critiqueSubject(plan.constitution, { turns: prompt.turns, answer, pair });
  const at = { stage: 'critique', n, about: pair.critique } as const;
  return throughStage(way, {
    ...at,
    unusable: 'unreadable',
    async ask(stage, seed) {
      const model = followedModel(plan.alignmentModel, stage);
      const settings = { maxOutputTokens: plan.settings.maxTokens.critique, seed };
      const read = await ask(critiqueAnswerInstruction, subject, { model, settings, signal: stage.calls.signal });
      const cut = read.ok || model.last()?.finish.kind !== 'length' ? '' : critiqueSoFar(read.error.raw);
      if (!read.ok && cut === '') return err(`The critique could not be read. ${read.error.why}`);
      // One that never comes to its end had something to say.
      const { hasProblem, critique } = read.ok ? read.value : { hasProblem: true, critique: cut };
      watch.wrote?.(at, critique);
      return ok({ hasProblem, critique: madeText(critique, model.last()) });
    },
  });
}

function revised(
  way: PromptWay,
  { pair, n, answer, critique }: RoundStep & { readonly critique: string },
): Promise<MadeText> {
  const { plan, prompt } = way;
  const subject = revisionSubject(plan.constitution, { turns: prompt.turns, answer, pair, critique });
  return textStage(
    way,
    { stage: 'revision', n, about: pair.revision },
    {
      purpose: reviseAnswerInstruction.purpose,
      subject,
      prompt: reviseAnswerInstruction.render(subject),
      ref: plan.promptModel,
      maxTokens: plan.settings.maxTokens.revision,
      read: reviseAnswerInstruction.parse,
    },
  );
}

import { ask } from '../../alignment/ask';
import { answerPromptInstruction } from '../../instructions/answer-prompt';
import { choiceAfterReasoning, choiceCodes, compareAnswersInstruction } from '../../instructions/compare-answers';
import type { CompareAnswersSubject } from '../../instructions/task';
import type { ModelRef } from '../../model/model-ref';
import type { ModelRequest } from '../../model/model-request';
import { ok } from '../../result';
import { answerSubject, comparisonSubject } from '../constitution/stage-prompts';
import type { Compared, Judgement, MadeText, StageName, Verdict } from './made-row';
import { all, type PromptWay, textStage, throughStage } from './prompt-way';
import type { RunPlan } from './run-plan';
import { followedModel, replyOf, type StageCalls } from './stage-call';

/** Two answers, each judge asked in both orders. */
export async function compareAnswers(way: PromptWay): Promise<Compared> {
  const { watch } = way;
  // Each is kept as soon as it is there, whatever becomes of the other.
  const made = await all([
    keptAt(0, way, answered(way, 'answer', 1)),
    keptAt(1, way, answered(way, 'second-answer', 1)),
  ]);
  const first = made[0] as MadeText; // as many as were asked for
  let second = made[1] as MadeText;
  if (first.text === second.text) second = await keptAt(1, way, answered(way, 'second-answer', 2));
  watch.passed?.('answers');
  const isIdentical = first.text === second.text;
  const judgements = isIdentical ? [] : await judged(way, [first.text, second.text]);
  watch.passed?.('judgements');
  return { kind: 'compared', answers: [first, second], isIdentical, judgements };
}

async function keptAt(place: number, { answers }: PromptWay, answer: Promise<MadeText>): Promise<MadeText> {
  const made = await answer;
  answers[place] = made;
  return made;
}

function answered(way: PromptWay, stage: 'answer' | 'second-answer', n: number): Promise<MadeText> {
  const { plan, prompt } = way;
  const subject = answerSubject(plan.constitution, prompt.turns);
  return textStage(
    way,
    { stage, n, about: '' },
    {
      purpose: answerPromptInstruction.purpose,
      subject,
      prompt: answerPromptInstruction.render(subject),
      maxTokens: plan.settings.maxTokens.answer,
      candidate: stage === 'answer' ? 0 : n,
      read: answerPromptInstruction.parse,
      ...answerer(plan, stage),
    },
  );
}

function answerer(
  { settings, promptModel }: RunPlan,
  stage: StageName,
): { readonly ref: ModelRef; readonly temperature?: number } {
  const { answersBy } = settings.comparison;
  const isFirst = stage === 'answer';
  switch (answersBy.kind) {
    case 'seeds':
      return { ref: promptModel };
    case 'temperatures':
      return { ref: promptModel, temperature: isFirst ? answersBy.first : answersBy.second };
    case 'models':
      return { ref: isFirst ? promptModel : answersBy.second };
  }
}

type Answers = readonly [string, string];

function judged(way: PromptWay, answers: Answers): Promise<readonly Judgement[]> {
  const { judgesBy, judgesPerPair } = way.plan.settings.comparison;
  const [only = 0] = way.principles;
  const principles = judgesBy === 'samples' ? Array.from({ length: judgesPerPair }, () => only) : way.principles;
  return all(principles.map((principle, index) => judgedBy(way, answers, { principle, n: index + 1 })));
}

async function judgedBy(
  way: PromptWay,
  [first, second]: Answers,
  { principle: place, n }: { readonly principle: number; readonly n: number },
): Promise<Judgement> {
  const { constitution } = way.plan;
  const principle = constitution.comparisonPrinciples[place];
  if (principle === undefined) throw new Error(`There is no comparison principle ${place + 1} in the constitution.`);
  const { turns } = way.prompt;
  const about = principle.text;
  const inOrder = (answers: Answers) => comparisonSubject(constitution, { turns, answers, principle });
  const [forward, backward] = await all([
    verdict(way, inOrder([first, second]), { n: 2 * n - 1, about, firstStands: 'A' }),
    verdict(way, inOrder([second, first]), { n: 2 * n, about, firstStands: 'B' }),
  ]);
  return { principle: place + 1, forward: forward as Verdict, backward: backward as Verdict }; // as many as were asked for
}

interface Asked {
  readonly n: number;
  readonly about: string;
  /** Where the first answer stands. */
  readonly firstStands: 'A' | 'B';
}

/** A choice that cannot be read, asked for twice, is a verdict of its own: it decides nothing. */
function verdict(way: PromptWay, subject: CompareAnswersSubject, { firstStands, ...asked }: Asked): Promise<Verdict> {
  const { settings, alignmentModel } = way.plan;
  const ref = settings.comparison.judge ?? alignmentModel;
  const at = { stage: 'judgement', ...asked } as const;
  return throughStage(way, {
    ...at,
    unusable: 'unreadable',
    async ask(stage, seed) {
      const model = followedModel(ref, stage);
      const sampling = { maxOutputTokens: settings.maxTokens.critique, seed };
      const { signal } = stage.calls;
      const read = await ask(compareAnswersInstruction, subject, { model, settings: sampling, signal });
      if (!read.ok) return ok<Verdict>({ picks: 'unreadable', reasoning: read.error.raw });
      const { reasoning, choice } = read.value;
      stage.watch.wrote?.(at, reasoning);
      const probability =
        model.capabilities.choices === true
          ? await firstIsBetter(stage, { ref, subject, reasoning, firstStands })
          : null;
      const picks = choice === 'tie' ? 'tie' : choice === firstStands ? 'first' : 'second';
      return ok<Verdict>({ picks, reasoning, ...(probability === null ? {} : { probability }) });
    },
  });
}

/** By the probabilities of the choice after the reasoning; half of a tie is for each. Null where the model computed none. */
async function firstIsBetter(
  stage: StageCalls,
  asked: {
    readonly ref: ModelRef;
    readonly subject: CompareAnswersSubject;
    readonly reasoning: string;
    readonly firstStands: 'A' | 'B';
  },
): Promise<number | null> {
  const request: ModelRequest = {
    purpose: compareAnswersInstruction.purpose,
    subject: asked.subject,
    prompt: choiceAfterReasoning(asked.subject, asked.reasoning),
    // Any other temperature would make the probabilities surer, or less sure, than the model is.
    settings: { temperature: 1 },
    reply: { type: 'choice', options: choiceCodes },
    cache: 'fresh',
  };
  const { choice = [] } = await replyOf(followedModel(asked.ref, stage), request, stage.calls.signal);
  const [a = Number.NaN, b = Number.NaN, tie = Number.NaN] = choice;
  const sum = a + b + tie;
  // A model that lost its way on the GPU may report what is no number.
  if (!(sum > 0) || Math.min(a, b, tie) < 0) return null;
  return ((asked.firstStands === 'A' ? a : b) + tie / 2) / sum;
}

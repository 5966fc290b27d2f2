import { respondRequest } from '../alignment/respond';
import { type Estimate, estimateWork, tokensOfCalls } from '../calls/estimate';
import type { CallLimits } from '../calls/limits';
import { judgeCaseInstruction } from '../instructions/judge-case';
import type { JudgeCaseSubject } from '../instructions/task';
import type { ModelRef } from '../model/model-ref';
import { modelKey } from '../model/model-ref';
import type { ModelRequest } from '../model/model-request';
import type { PromptDocument } from '../prompt/prompt-document';
import type { Case } from './case';
import { type Asking, askCase, saidTurns } from './case-prompt';
import { verdictOf } from './outcome';
import { passQuestion } from './pass-question';
import { answerId, knownAnswers, knownVerdict, type SamplePlace } from './remembered';

/** One answer that a run of cases is about, with what of it is there already. */
export interface PlannedSample {
  readonly place: SamplePlace;
  readonly case: Case;
  readonly request: ModelRequest;
  /** Null: the model has to be asked. */
  readonly answer: string | null;
}

export interface CaseRun extends Omit<Asking, 'document'> {
  /** All that there are: what was paid for one is known for the others. */
  readonly cases: readonly Case[];
  /** Of those to run. */
  readonly ids: ReadonlySet<string>;
  /** The prompt, or versions of it that are tried. */
  readonly documents: readonly { readonly document: PromptDocument; readonly isTrial: boolean }[];
  readonly samples: number;
  readonly judge: ModelRef;
}

/** The answers that are not there, or not judged. */
export function plannedSamples(run: CaseRun): readonly PlannedSample[] {
  const { cases, ids, documents, samples, judge, ...asking } = run;
  const known = knownAnswers(cases);
  const planned: PlannedSample[] = [];
  for (const one of cases.filter(({ id }) => ids.has(id))) {
    for (const { document, isTrial } of documents) {
      const asked = askCase(one.input, { document, ...asking });
      if ('why' in asked) continue;
      for (let n = 0; n < samples; n += 1) {
        const place = { caseId: one.id, key: asked.key, n, isTrial };
        if (isJudged(one, place, modelKey(judge))) continue;
        const { composed, settings, input } = asked;
        const request = respondRequest({ composed, settings, candidate: n, botName: run.botName });
        // The judge reads what the model reads.
        planned.push({ place, case: { ...one, input }, request, answer: known.get(answerId(place)) ?? null });
      }
    }
  }
  return planned;
}

/** A version of the prompt that this case was last tried under as a trial counts anew when it is the prompt itself. */
function isJudged({ results }: Case, { key, n, isTrial }: SamplePlace, judge: string): boolean {
  const result = results.find((one) => one.key === key);
  if (result === undefined || (result.isTrial === true && !isTrial)) return false;
  const sample = result.samples.find((one) => one.n === n);
  if (sample === undefined || 'failure' in sample.answer) return false;
  const verdict = verdictOf(sample, judge);
  return verdict !== undefined && verdict.verdict !== 'unreadable';
}

/** What it would cost to have all of them answered and judged. */
export function estimateCases(
  planned: readonly PlannedSample[],
  { judge, model }: Pick<CaseRun, 'judge' | 'model'>,
  limits: CallLimits,
): Estimate {
  const asked = new Map(planned.filter(({ answer }) => answer === null).map((one) => [answerId(one.place), one]));
  const judged = planned.filter(
    ({ answer, case: one }) => answer === null || knownVerdict(one, answer, modelKey(judge)) === undefined,
  );
  const replyOf = (one: PlannedSample) => Math.ceil(one.case.response.length / charactersPerToken);
  const answers = [...asked.values()].map((one) => ({ prompt: one.request.prompt, replyTokens: replyOf(one) }));
  const verdicts = judged.map(({ case: one, answer }) => ({
    prompt: judgeCaseInstruction.render(judgeSubject(one, answer ?? one.response)),
    replyTokens: tokensOfVerdict,
  }));
  return estimateWork({
    kinds: [
      { calls: answers.length, tokens: tokensOfCalls(answers), model, seconds: secondsOfAnswer },
      { calls: verdicts.length, tokens: tokensOfCalls(verdicts), model: judge, seconds: secondsOfVerdict },
    ],
    limits,
  });
}

const charactersPerToken = 4;
const tokensOfVerdict = 40;
const secondsOfAnswer = 4;
const secondsOfVerdict = 2;

/** What a judge reads of a case. */
export function judgeSubject(one: Case, response: string): JudgeCaseSubject {
  const { kind, reason, question, response: earlier, input } = one;
  const conversation = saidTurns(input);
  return {
    question,
    isMade: question === passQuestion({ kind, reason, response: earlier }),
    feedback: { kind, text: reason },
    earlier,
    values: input.values,
    ...(conversation === undefined ? {} : { conversation }),
    response,
  };
}

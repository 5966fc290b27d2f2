import { type AskDeps, ask, type UnreadableReply } from '../alignment/ask';
import type { Verdict } from '../constitution/principle';
import type { CheckAnswer, GivenVerdict } from '../conversation/candidate';
import { checkResponseInstruction, type PrincipleAnswers } from '../instructions/check-response';
import type { SentMaterial } from '../instructions/task';
import { modelKey } from '../model/model-ref';
import { ok, type Result } from '../result';
import type { WordingChecks } from './wording-checks';

interface CheckedPrinciple {
  readonly id: string;
  readonly checks: WordingChecks;
}

interface Checked {
  readonly sent: SentMaterial;
  readonly response: string;
  /** At most `principlesPerCall`. */
  readonly principles: readonly CheckedPrinciple[];
}

/** More than that, and a judge loses some of them. */
export const principlesPerCall = 12;

/** Whether a response follows each of some principles, in one call. */
export async function checkResponse(
  { sent, response, principles }: Checked,
  deps: AskDeps,
): Promise<Result<readonly GivenVerdict[], UnreadableReply>> {
  const subject = {
    ...sent,
    response,
    principles: principles.map(({ checks: { wording, applies, questions } }, index) => ({
      n: index + 1,
      text: wording,
      applies,
      questions,
    })),
  };
  const reply = await ask(checkResponseInstruction, subject, deps);
  if (!reply.ok) return reply;
  const judge = modelKey(deps.model.ref);
  return ok(
    principles.map(({ id, checks }, index) => {
      const said = reply.value[index];
      const answers = answersOf(checks, said, response);
      const verdict = verdictOf(said?.applies ?? 'unsure', answers);
      return { principleId: id, wording: checks.wording, judge, verdict, answers };
    }),
  );
}

function answersOf(
  { questions }: WordingChecks,
  said: PrincipleAnswers | undefined,
  response: string,
): readonly CheckAnswer[] {
  return questions.map((question, index) => {
    const { answer = 'unsure', quote = '' } = said?.answers[index] ?? {};
    // Whoever quotes what is not there has not read what is.
    return { question, answer: isQuoted(response, quote) ? answer : 'unsure', quote };
  });
}

/** One no breaks a principle; only where all of it is answered with yes is it followed. */
export function verdictOf(applies: CheckAnswer['answer'], answers: readonly Pick<CheckAnswer, 'answer'>[]): Verdict {
  if (applies === 'no') return 'does-not-apply';
  if (applies === 'unsure') return 'unsure';
  if (answers.some(({ answer }) => answer === 'no')) return 'not-followed';
  return answers.length > 0 && answers.every(({ answer }) => answer === 'yes') ? 'followed' : 'unsure';
}

/** Whether these words are in the response, whatever its marks, spaces and capitals; no words always are. */
export function isQuoted(response: string, quote: string): boolean {
  return plain(response).includes(plain(quote));
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

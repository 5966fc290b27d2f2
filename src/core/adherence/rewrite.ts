import { respondRequest } from '../alignment/respond';
import type { GivenVerdict } from '../conversation/candidate';
import type { ComposedTurn } from '../conversation/compose';
import { fitSaid } from '../conversation/fit-said';
import { material, numbered, sections } from '../instructions/material';
import type { RespondSubject, RewriteSubject } from '../instructions/task';
import { type PromptTurn, textOf } from '../model/model-prompt';
import type { ModelRequest } from '../model/model-request';
import type { SamplingSettings } from '../model/sampling-settings';
import { settledVerdict } from './counts';

interface Rewrite {
  /** As it was sent for the response. */
  readonly composed: ComposedTurn;
  readonly response: string;
  readonly verdicts: readonly GivenVerdict[];
  readonly settings: SamplingSettings;
  readonly botName: string;
  /** How much the model holds, prompt and reply together; null where nobody knows. */
  readonly contextTokens: number | null;
  /** Place of the candidate among those of its turn, from 0. */
  readonly candidate: number;
}

/** Has the model that answered write its response again, so that it does what it did not; null where it does all. */
export function rewriteRequest({ composed, response, verdicts, contextTokens, ...rest }: Rewrite): ModelRequest | null {
  const broken = verdicts.filter((given) => settledVerdict(given) === 'not-followed');
  if (broken.length === 0) return null;
  const failing = broken.flatMap(failingQuestions);
  const request = respondRequest({ composed, ...rest });
  const asked: readonly PromptTurn[] = [
    { role: 'model', parts: [{ type: 'text', text: response }] },
    { role: 'user', parts: [{ type: 'text', text: wish(broken, failing) }] },
  ];
  const subject = request.subject as RespondSubject; // of a request to respond
  const known = new Set(subject.principles);
  const principles = [
    ...subject.principles,
    ...broken.map(({ wording }) => wording).filter((text) => !known.has(text)),
  ];
  return {
    ...request,
    purpose: 'rewrite-response',
    subject: { ...subject, principles, response, failing } satisfies RewriteSubject,
    prompt: {
      ...request.prompt,
      turns: [...heldTurns(request, { asked, contextTokens }), ...asked],
    },
  };
}

/** What was said just fitted for the response, and now more is asked: further exchanges are left out, the oldest first. */
function heldTurns(
  { prompt, settings }: ModelRequest,
  { asked, contextTokens }: { readonly asked: readonly PromptTurn[]; readonly contextTokens: number | null },
): readonly PromptTurn[] {
  if (contextTokens === null) return prompt.turns;
  const said = prompt.turns.map(({ role, parts }) => ({ role, text: textOf(parts) }));
  const system = [prompt.system ?? '', ...asked.map(({ parts }) => textOf(parts))].join('\n');
  const fit = fitSaid(said, { system, settings, contextTokens });
  return fit.ok ? prompt.turns.filter((_, index) => fit.value.isSent(index)) : prompt.turns;
}

function failingQuestions({ answers, wording }: GivenVerdict): readonly string[] {
  const questions = answers.filter(({ answer }) => answer === 'no').map(({ question }) => question);
  return questions.length === 0 ? [`Does it follow this: ${wording}`] : questions;
}

function wish(broken: readonly GivenVerdict[], failing: readonly string[]): string {
  return sections(
    'This reply does not follow all that it has to:',
    material('principles', numbered(broken.map(({ wording }) => wording))),
    'A reader answers these questions about it with no, and has to answer them with yes:',
    material('questions', numbered(failing)),
    'Write the reply once more so that they do. Keep everything else of it as it is. Write the reply alone, without a word about the change.',
  );
}

import type { ModelPrompt, PromptTurn } from '../model/model-prompt';
import type { Result } from '../result';
import type { Purpose, Subjects } from './task';

/** A question whose answer is text and no JSON: the text is what data is made of. */
export interface TextInstruction<P extends Purpose> {
  readonly purpose: P;
  render(subject: Subjects[P]): ModelPrompt;
  /** What of the reply is the text that was asked for. The error says in words why there is none. */
  parse(text: string): Result<string, string>;
}

/** Turns as all stages have them: system, then examples with their answers, then the question. */
export function withExamples(
  system: string,
  examples: readonly { readonly question: string; readonly answer: string }[],
  question: string,
): ModelPrompt {
  const turns = [
    ...examples.flatMap((each) => [turn('user', each.question), turn('model', each.answer)]),
    turn('user', question),
  ];
  return system === '' ? { turns } : { system, turns };
}

function turn(role: PromptTurn['role'], text: string): PromptTurn {
  return { role, parts: [{ type: 'text', text }] };
}

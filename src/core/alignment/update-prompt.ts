import type { Feedback } from '../constitution/feedback';
import { updatePromptInstruction } from '../instructions/update-prompt';
import type { PromptDocument } from '../prompt/prompt-document';
import { parseTemplate } from '../prompt/template';
import type { Result } from '../result';
import { type AskDeps, ask, type UnreadableReply } from './ask';
import { type ChangedVariables, keepsVariables } from './variable-check';

interface Update {
  readonly document: PromptDocument;
  /** The prompt as sent. */
  readonly prompt: string;
  readonly response: string;
  readonly feedback: Feedback;
}

/** Feedback → a new preamble, in one call and without a principle. Its variables are checked by us. */
export async function updatePrompt(
  { document, prompt, response, feedback }: Update,
  deps: AskDeps,
): Promise<Result<string, UnreadableReply | ChangedVariables>> {
  const { preamble } = document;
  const subject = { preamble, variables: parseTemplate(preamble).variables, prompt, response, feedback };
  const reply = await ask(updatePromptInstruction, subject, deps);
  return reply.ok ? keepsVariables(preamble, reply.value) : reply;
}

import type { Feedback } from '../constitution/feedback';
import { sentMaterial } from '../conversation/compose';
import type { Turn } from '../conversation/turn';
import { updatePromptInstruction } from '../instructions/update-prompt';
import type { PromptDocument } from '../prompt/prompt-document';
import { parseTemplate } from '../prompt/template';
import type { Result } from '../result';
import { type AskDeps, ask, type UnreadableReply } from './ask';
import { type ChangedVariables, keepsVariables } from './variable-check';

interface Update {
  readonly document: PromptDocument;
  /** From the root to the turn whose response it is about. */
  readonly path: readonly Turn[];
  readonly response: string;
  readonly feedback: Feedback;
}

/** Feedback → a new preamble, in one call and without a principle. Its variables are checked by us. */
export async function updatePrompt(
  { document, path, response, feedback }: Update,
  deps: AskDeps,
): Promise<Result<string, UnreadableReply | ChangedVariables>> {
  const { preamble } = document;
  const subject = { preamble, variables: parseTemplate(preamble).variables, ...sentMaterial(path), response, feedback };
  const reply = await ask(updatePromptInstruction, subject, deps);
  return reply.ok ? keepsVariables(preamble, reply.value) : reply;
}

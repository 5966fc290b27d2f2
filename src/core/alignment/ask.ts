import { fitSaid } from '../conversation/fit-said';
import type { Instruction } from '../instructions/instruction';
import type { Purpose, Subjects } from '../instructions/task';
import { orAbort } from '../model/abort';
import { finished } from '../model/finished';
import type { LanguageModel } from '../model/language-model';
import { ModelError } from '../model/model-error';
import { type ModelPrompt, type PromptTurn, promptText, textOf } from '../model/model-prompt';
import type { ModelRequest } from '../model/model-request';
import type { Reply } from '../model/reply';
import type { SamplingSettings } from '../model/sampling-settings';
import { err, ok, type Result } from '../result';

export interface AskDeps {
  readonly model: LanguageModel;
  readonly signal: AbortSignal;
  /** Absent: everything is left to the model's own defaults. */
  readonly settings?: SamplingSettings;
  /** How much the model holds, prompt and reply together; null or absent: nobody knows. */
  readonly contextTokens?: number | null;
}

/** The model answered twice, and neither answer can be used. `raw` is the last one, as it came. */
export interface UnreadableReply {
  readonly kind: 'unreadable';
  readonly raw: string;
  readonly why: string;
}

/**
 * Asks and reads the reply. A reply that cannot be used is shown to the model once, with the reason, and asked for again, unless both
 * together are too long for it. Of a long conversation the oldest exchanges are left out until the model can hold the rest. Throws ModelError, or the signal's reason as soon as it is aborted.
 */
export async function ask<P extends Purpose, T>(
  instruction: Instruction<P, T>,
  given: Subjects[P],
  deps: AskDeps,
): Promise<Result<T, UnreadableReply>> {
  const subject = fitted(instruction, given, deps);
  const prompt = instruction.render(subject);
  const settings = deps.settings ?? {};
  const first = await answer(requestOf(instruction, subject, { prompt, settings, cache: instruction.cache }), deps);
  const read = instruction.parse(first.text, subject);
  if (read.ok) return read;
  const reminded = withReminder(prompt, { reply: first, why: read.error });
  const request = requestOf(instruction, subject, { prompt: reminded, settings, cache: 'fresh' });
  const second = await answer(request, deps).catch(unlessTooLong);
  if (second === null) return err({ kind: 'unreadable', raw: first.text, why: read.error });
  const reread = instruction.parse(second.text, subject);
  return reread.ok ? ok(reread.value) : err({ kind: 'unreadable', raw: second.text, why: reread.error });
}

function fitted<P extends Purpose, T>(
  instruction: Instruction<P, T>,
  subject: Subjects[P],
  { settings = {}, contextTokens = null }: AskDeps,
): Subjects[P] {
  if (contextTokens === null || !hasConversation(subject)) return subject;
  const { conversation } = subject;
  const system = promptText(instruction.render({ ...subject, conversation: [] }));
  const said = conversation.map(({ role, parts }) => ({ role, text: textOf(parts) }));
  const fit = fitSaid(said, { system, settings, contextTokens });
  // Where all the rest does not fit either, the model says so itself.
  if (!fit.ok || fit.value.leftOut === 0) return subject;
  return { ...subject, conversation: conversation.filter((_, index) => fit.value.isSent(index)) };
}

function hasConversation<S extends Subjects[Purpose]>(
  subject: S,
): subject is S & { readonly conversation: readonly PromptTurn[] } {
  return 'conversation' in subject && subject.conversation !== undefined && subject.conversation.length > 0;
}

/** The call that puts an instruction to a model. */
export function requestOf<P extends Purpose, T>(
  { purpose, name, schema }: Instruction<P, T>,
  subject: Subjects[P],
  { prompt, settings, cache }: Pick<ModelRequest, 'prompt' | 'settings' | 'cache'>,
): ModelRequest {
  return { purpose, subject, prompt, settings, reply: { type: 'json', name, schema }, cache };
}

/** Of a reply that was cut off for its length: all of it may be as much as the model holds, and leave no room for another. */
const mostQuoted = 400;

function withReminder(
  prompt: ModelPrompt,
  { reply: { text, finish }, why }: { readonly reply: Reply; readonly why: string },
): ModelPrompt {
  const isCut = finish.kind === 'length';
  const reply = isCut && text.length > mostQuoted ? `${text.slice(0, mostQuoted)}…` : text;
  const reason = isCut ? 'It became too long, and was cut off. Write less.' : why;
  const reminder = `This reply cannot be used. ${reason} Answer again, with nothing but JSON of the form asked for.`;
  return {
    ...prompt,
    turns: [
      ...prompt.turns,
      { role: 'model', parts: [{ type: 'text', text: reply }] },
      { role: 'user', parts: [{ type: 'text', text: reminder }] },
    ],
  };
}

async function answer(request: ModelRequest, { model, signal }: AskDeps): Promise<Reply> {
  signal.throwIfAborted();
  return (await orAbort(finished(model.stream(request, signal)), signal)).reply;
}

/** The question alone was not: its author can do nothing about what the model wrote. */
function unlessTooLong(error: unknown): null {
  if (error instanceof ModelError && error.kind === 'too-long') return null;
  throw error;
}

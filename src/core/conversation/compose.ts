import type { SentMaterial } from '../instructions/task';
import type { ModelPrompt, PromptTurn } from '../model/model-prompt';
import { userPrompt } from '../model/model-prompt';
import { type ComposedPrompt, composePrompt } from '../prompt/compose';
import { documentAt, type Versioned } from '../prompt/history';
import type { PromptDocument } from '../prompt/prompt-document';
import type { MissingValues } from '../prompt/template';
import { ok, type Result } from '../result';
import { candidateText } from './candidate';
import type { PathTurn, Turn, TurnInput } from './turn';

/** What a model is sent, with the parts that it was put together from. */
export interface ComposedTurn extends ComposedPrompt {
  readonly prompt: ModelPrompt;
}

/**
 * What is sent for the last turn of a path from the root. A prompt that is run by itself is the user's one turn. In a conversation it is
 * the system text, and the turns are what was said, with the one reply of each turn that was replied to.
 */
export function compose(document: PromptDocument, path: readonly PathTurn[]): Result<ComposedTurn, MissingValues> {
  const composed = composePrompt({ document, values: path.at(-1)?.input.values ?? {} });
  return composed.ok ? ok(withTurns(composed.value, path)) : composed;
}

/** The same for what was said apart from any tree, the user's turn last; undefined where the prompt is run by itself. */
export function composeSaid(
  document: PromptDocument,
  { values, said }: { readonly values: TurnInput['values']; readonly said: readonly PromptTurn[] | undefined },
): Result<ComposedTurn, MissingValues> {
  const composed = composePrompt({ document, values });
  return composed.ok ? ok(sentWith(composed.value, said ?? [])) : composed;
}

/**
 * The same for a turn that was sent before: its text is the one that was sent, whatever the prompt is now. Its parts come from the
 * history; where that does not know them any more, it is one text.
 */
export function composeAsSent({ document, history }: Versioned, path: readonly Turn[]): ComposedTurn | null {
  const turn = path.at(-1);
  if (turn === undefined) return null;
  const { revisionId, input } = turn;
  const isKnown = revisionId === null || history.revisions.some(({ id }) => id === revisionId);
  const composed = isKnown ? compose(documentAt({ document, history }, revisionId), path) : null;
  if (composed?.ok && composed.value.text === input.prompt) return composed.value;
  return withTurns({ text: input.prompt, instruction: input.prompt, principles: [], values: {} }, path);
}

/**
 * What was said in a conversation before the response, by turns, without the exchanges that the model could not hold; empty where a prompt
 * is run by itself.
 */
export function saidBefore(path: readonly PathTurn[]): readonly PromptTurn[] {
  return saidWithout(path, path.at(-1)?.input.leftOut ?? 0);
}

/** The same with all that was said, whether the model could hold it or not. */
export function allSaidBefore(path: readonly PathTurn[]): readonly PromptTurn[] {
  return saidWithout(path, 0);
}

function saidWithout(path: readonly PathTurn[], leftOut: number): readonly PromptTurn[] {
  const first = firstExchange(path);
  const end = first + leftOut;
  const isSent = (index: number): boolean => index < first || index >= end;
  return path.flatMap(({ input: { message } }, index): readonly PromptTurn[] => {
    if (message === null) return [];
    const reply = path[index - 1]?.candidates.find(({ id }) => id === message.repliesTo);
    return [
      ...(reply !== undefined && isSent(index - 1) ? [textTurn('model', candidateText(reply.state))] : []),
      ...(isSent(index) ? [textTurn('user', message.text)] : []),
    ];
  });
}

/** Place of the first turn that can be left out: behind the opening, where there is one. */
export function firstExchange(path: readonly Pick<PathTurn, 'input'>[]): number {
  return path[0]?.input.message?.isCue === true ? 1 : 0;
}

/** What the model read before the response, for whoever speaks of the response. */
export function sentMaterial(path: readonly Turn[]): SentMaterial {
  const conversation = saidBefore(path);
  const prompt = path.at(-1)?.input.prompt ?? '';
  return conversation.length === 0 ? { prompt } : { prompt, conversation };
}

function withTurns(composed: ComposedPrompt, path: readonly PathTurn[]): ComposedTurn {
  return sentWith(composed, saidBefore(path));
}

function sentWith(composed: ComposedPrompt, turns: readonly PromptTurn[]): ComposedTurn {
  return { ...composed, prompt: turns.length === 0 ? userPrompt(composed.text) : { system: composed.text, turns } };
}

function textTurn(role: PromptTurn['role'], text: string): PromptTurn {
  return { role, parts: [{ type: 'text', text }] };
}

import { replyOf } from '../../core/conversation/branches';
import { currentConversation } from '../../core/conversation/chat';
import { compose } from '../../core/conversation/compose';
import { type DoesNotFit, doesNotFitWords, type Fit, fitConversation } from '../../core/conversation/fit';
import { shownPath } from '../../core/conversation/shown-leaf';
import type { PathTurn, Turn } from '../../core/conversation/turn';
import type { ModelRef } from '../../core/model/model-ref';
import type { Result } from '../../core/result';
import { contextOf } from '../context-tokens';
import type { StudioState } from '../studio-state';

type State = Pick<StudioState, 'project' | 'settings' | 'local'>;

/** What of a path is sent to the model; the last turn of it is the one that is to be sent. */
export function fitNow(
  state: State,
  { system, path, model }: { readonly system: string; readonly path: readonly PathTurn[]; readonly model: ModelRef },
) {
  const contextTokens = contextOf(state, model);
  return fitConversation({ system, path, settings: state.project.sampling, contextTokens });
}

/**
 * What of the conversation on the screen is sent with the message that is being written; null where there is no conversation, or a variable
 * has no value. The same object for as long as nothing of it changes.
 */
export function nextFit(state: State): Result<Fit, DoesNotFit> | null {
  const { project, settings, local } = state;
  const { prompt, inputs, sampling, turns, chat } = project;
  const known = [prompt, inputs.values, sampling, turns, chat, settings, local.stored, local.prebuilt];
  if (last?.known.every((each, index) => each === known[index])) return last.fit;
  const path = shownPath(turns, currentConversation(chat));
  const fit = path.length === 0 ? null : fitAfter(state, path);
  last = { known, fit };
  return fit;
}

let last: { readonly known: readonly unknown[]; readonly fit: Result<Fit, DoesNotFit> | null } | null = null;

function fitAfter(state: State, path: readonly Turn[]): Result<Fit, DoesNotFit> | null {
  const { settings } = state;
  const { prompt, inputs, chat } = state.project;
  const leaf = path.at(-1);
  const conversationId = chat.currentId ?? '';
  const repliesTo = leaf === undefined ? null : (replyOf(leaf)?.id ?? null);
  const message = { conversationId, text: chat.messages[conversationId] ?? '', repliesTo };
  const asked: PathTurn = { input: { values: inputs.values, message }, candidates: [] };
  const composed = compose(prompt, [asked]);
  return composed.ok
    ? fitNow(state, { system: composed.value.text, path: [...path, asked], model: settings.promptModel })
    : null;
}

/** Why something is not sent, and what to do. */
export function whyNotSent(error: DoesNotFit, model: ModelRef): string {
  const shorten = error.what === 'description' ? 'Shorten the description' : 'Shorten the message';
  return `${doesNotFitWords(error, model)} ${shorten}, or choose a model that holds more.`;
}

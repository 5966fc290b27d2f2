import { isSelectable, replyOf } from '../../../core/conversation/branches';
import { candidateText, isFixedReply } from '../../../core/conversation/candidate';
import type { Turn } from '../../../core/conversation/turn';
import { isTalking } from '../../../store/align/align-state';
import { nextFit, whyNotSent } from '../../../store/chat/next-fit';
import type { Studio } from '../../../store/studio';

/** One writer at a time: until it is done nothing else of the conversation moves. */
export function whyNotNow(state: Studio): string | undefined {
  return isTalking(state) ? 'Responses are being written. Stop them first, or wait.' : undefined;
}

/** Why no conversation can be begun now. */
export function whyNoStart(state: Studio): string | undefined {
  if (state.project.prompt.preamble.trim() === '') return noDescription;
  return whyNotNow(state);
}

export const noDescription = 'Describe the bot first.';

/** Why the message cannot be sent now. */
export function whyNoSend(state: Studio, leaf: Turn | null): string | undefined {
  const { chat } = state.project;
  const reason = whyNoStart(state);
  if (reason !== undefined) return reason;
  if (leaf !== null && !leaf.candidates.some(isSelectable))
    return 'None of the responses has any words. Try one of them again, or rewind.';
  const message = chat.messages[chat.currentId ?? ''] ?? '';
  if (message.trim() !== '') return leaf === null ? undefined : whyNoRoom(state);
  return message === '' ? 'Write a message first.' : 'There are only spaces. Write a message first.';
}

/** What is to be sent is more than the model holds, whatever is left out. */
function whyNoRoom(state: Studio): string | undefined {
  const fit = nextFit(state);
  if (fit === null || fit.ok) return undefined;
  return whyNotSent(fit.error, state.settings.promptModel);
}

/** `Response 2`: the one that the next message replies to; null where there is none. */
export function repliesToName(leaf: Turn | null, botName: string): string | null {
  const reply = leaf === null ? null : replyOf(leaf);
  if (leaf === null || reply === null) return null;
  return isFixedOpening(leaf) ? botName : `Response ${leaf.candidates.indexOf(reply) + 1}`;
}

/** Text of the author's own, which nobody chooses among. */
export function isFixedOpening({ candidates }: Turn): boolean {
  const [only] = candidates;
  return candidates.length === 1 && only !== undefined && isFixedReply(only);
}

/** `Turn 5 · pick a reply to go on` */
export function stateWords(leaf: Turn): string {
  return isFixedOpening(leaf) ? `Turn ${leaf.n} · your opening` : `Turn ${leaf.n} · ${doing(leaf)}`;
}

function doing({ candidates, chosenId }: Turn): string {
  const isWritten = candidates.every(({ state: { status } }) => status !== 'waiting' && status !== 'streaming');
  if (!isWritten) return 'being written';
  const chosen = candidates.findIndex(({ id, state }) => id === chosenId && candidateText(state).trim() !== '');
  if (chosen >= 0) return `Response ${chosen + 1} selected`;
  return candidates.some(isSelectable) ? 'pick a reply to go on' : 'no reply came';
}

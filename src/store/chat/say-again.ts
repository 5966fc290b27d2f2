import { withConversationsOf } from '../../core/conversation/branches';
import { isFixedReply } from '../../core/conversation/candidate';
import type { Turn } from '../../core/conversation/turn';
import type { ActionContext } from '../context';
import { startConversation, startTurn } from './start-turn';

/** Says something in the place of what was said at a turn: a branch; where nothing comes before it, another conversation. Null where it cannot be said. */
export function sayAgain(
  context: ActionContext,
  { parentId, candidates, input: { message } }: Turn,
  text: string,
): string | null {
  if (message === null || text.trim() === '') return null;
  if (parentId !== null) return startTurn(context, { message: { ...message, text }, parentId });
  if (message.isCue !== true) return startAnother(context, text);
  // What the bot wrote is written anew, whatever it opens with from now on.
  return startConversation(context, candidates.some(isFixedReply) ? undefined : 'bot');
}

/** The user speaks first, and the bot opens with nothing. */
export function startAnother(context: ActionContext, text: string): string | null {
  const id = context.deps.newId();
  const { conversations } = context.get().project.chat;
  const conversation = { id, name: '', at: context.deps.now(), leafId: '' };
  const before = context.get().project.chat;
  context.setProject((project) => ({
    ...project,
    chat: { ...project.chat, conversations: [...conversations, conversation], currentId: id },
  }));
  const started = startTurn(context, { message: { conversationId: id, text, repliesTo: null }, parentId: null });
  context.setProject((project) => ({
    ...project,
    chat: started === null ? before : withConversationsOf(project.chat, project.turns),
  }));
  return started;
}

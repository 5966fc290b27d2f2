import type { Chat, Conversation } from './chat';
import { pathTo, withDescendants } from './tree';
import type { Turn } from './turn';

type Turns = readonly Turn[];

/** What was said, and which of it is on the screen. */
export interface Talk {
  readonly turns: Turns;
  readonly chat: Chat;
}

/** The turns that are on the screen, from the root to the leaf. */
export function shownPath(turns: Turns, conversation: Conversation | null): Turns {
  return conversation === null ? [] : pathTo(turns, conversation.leafId);
}

/** The end of the branch that was written to last, of those that lead through this turn. */
export function latestLeaf(turns: Turns, id: string): string {
  return withDescendants(turns, id).at(-1)?.id ?? id;
}

/** The path on the screen ends with this turn from now on; nothing of what was said later is lost. */
export function withLeaf({ turns, chat }: Talk, turnId: string): Talk {
  const turn = turns.find(({ id }) => id === turnId);
  return { turns, chat: showing(chat, turn?.input.message?.conversationId ?? null, turnId) };
}

/** The turn is on the screen: of its branches the one that is shown already, else the one that was written to last. */
export function withTurnShown(talk: Talk, { id, input }: Turn): Talk {
  const { turns, chat } = talk;
  const currentId = input.message?.conversationId ?? null;
  const shown = shownPath(turns, chat.conversations.find((one) => one.id === currentId) ?? null);
  const path = shown.some((turn) => turn.id === id) ? talk : withLeaf(talk, latestLeaf(turns, id));
  return { turns, chat: { ...path.chat, currentId } };
}

/** The conversation is shown up to this turn. */
export function showing(chat: Chat, conversationId: string | null, leafId: string): Chat {
  return {
    ...chat,
    conversations: chat.conversations.map((conversation) =>
      conversation.id === conversationId ? { ...conversation, leafId } : conversation,
    ),
  };
}

import type { Instant, NewId } from '../effects';
import type { Talk } from './shown-leaf';
import type { Turn } from './turn';

/** A conversation once more with all of its branches, under ids of its own, and shown. What is being written in the first is interrupted here. */
export function copiedConversation(
  { turns, chat }: Talk,
  { id, newId, at }: { readonly id: string; readonly newId: NewId; readonly at: Instant },
): Talk {
  const found = chat.conversations.find((conversation) => conversation.id === id);
  if (found === undefined) return { turns, chat };
  const conversationId = newId();
  const own = turns.filter(({ input }) => input.message?.conversationId === id);
  const ids = new Map(
    own.flatMap((turn) => [turn.id, ...turn.candidates.map((one) => one.id)]).map((old) => [old, newId()]),
  );
  const renamed = (old: string) => ids.get(old) ?? old;
  const first = Math.max(0, ...turns.map(({ n }) => n)) + 1;
  const copies = own.map((turn, index): Turn => {
    const { message } = turn.input;
    return {
      ...turn,
      id: renamed(turn.id),
      n: first + index,
      parentId: turn.parentId === null ? null : renamed(turn.parentId),
      input: {
        ...turn.input,
        message: message && {
          ...message,
          conversationId,
          repliesTo: message.repliesTo === null ? null : renamed(message.repliesTo),
        },
      },
      candidates: turn.candidates.map((candidate) => ({
        ...candidate,
        id: renamed(candidate.id),
        ...(candidate.rewriteOf === undefined ? {} : { rewriteOf: renamed(candidate.rewriteOf) }),
        state:
          candidate.state.status === 'waiting' || candidate.state.status === 'streaming'
            ? { status: 'interrupted', text: candidate.state.status === 'streaming' ? candidate.state.text : '' }
            : candidate.state,
      })),
      chosenId: turn.chosenId === null ? null : renamed(turn.chosenId),
    };
  });
  const copy = { id: conversationId, name: `${found.name} (copy)`, at, leafId: renamed(found.leafId) };
  const names = Object.entries(chat.branchNames).flatMap(([leaf, name]) =>
    ids.has(leaf) ? [[renamed(leaf), name] as const] : [],
  );
  return {
    turns: [...turns, ...copies],
    chat: {
      ...chat,
      conversations: [...chat.conversations, copy],
      currentId: conversationId,
      branchNames: { ...chat.branchNames, ...Object.fromEntries(names) },
    },
  };
}

import { type Candidate, candidateText } from './candidate';
import type { Chat, Conversation } from './chat';
import { latestLeaf, showing, type Talk, withLeaf } from './shown-leaf';
import { childrenOf, pathTo } from './tree';
import type { Turn } from './turn';

type Turns = readonly Turn[];

/** The candidate of each turn of a path that the path goes on from; at its end the one that was selected, if any. */
export function repliesOf(path: Turns): readonly (Candidate | null)[] {
  return path.map((turn, index) => {
    const next = path[index + 1];
    const id = next === undefined ? turn.chosenId : (next.input.message?.repliesTo ?? null);
    return turn.candidates.find((candidate) => candidate.id === id) ?? null;
  });
}

/** The candidate that a message without a choice replies to: the selected one, else the first that can be selected. */
export function replyOf({ candidates, chosenId }: Turn): Candidate | null {
  return (
    candidates.find(({ id, state }) => id === chosenId && candidateText(state).trim() !== '') ??
    candidates.find(isSelectable) ??
    null
  );
}

/** A candidate that may become part of the conversation: it has words, and nobody writes it any more. */
export function isSelectable({ state }: Candidate): boolean {
  return state.status !== 'waiting' && state.status !== 'streaming' && candidateText(state).trim() !== '';
}

/** The turns that stand at the same place of the conversation, the turn among them, oldest first: more than one is a fork. */
export function siblingsOf(turns: Turns, { parentId, id }: Turn): Turns {
  return parentId === null ? turns.filter((turn) => turn.id === id) : childrenOf(turns, parentId);
}

/** The turns that are in this branch and in no other, by its last turn. All of them, where there is no other. */
export function ownTurns(turns: Turns, leafId: string): Turns {
  const path = pathTo(turns, leafId);
  const fork = path.findLastIndex((turn, index) => index < path.length - 1 && childrenOf(turns, turn.id).length > 1);
  return path.slice(fork + 1);
}

/** A turn is said at the end of the path on the screen, and the path ends with it. A name that the branch had stays with it. */
export function withTurn({ turns, chat }: Talk, turn: Turn): Talk {
  const parent = turns.find(({ id }) => id === turn.parentId);
  const isGoingOn = parent !== undefined && childrenOf(turns, parent.id).length === 0;
  return {
    turns: [...turns, turn],
    chat: {
      ...showing(chat, turn.input.message?.conversationId ?? null, turn.id),
      branchNames: isGoingOn ? renamed(chat.branchNames, { from: parent.id, to: turn.id }) : chat.branchNames,
    },
  };
}

/**
 * Another candidate of a turn becomes the one that the conversation goes on from. What was said after the former one stays, as a branch of
 * its own.
 */
export function withChoice(talk: Talk, { turnId, candidateId }: { turnId: string; candidateId: string | null }): Talk {
  const { turns, chat } = withLeaf(talk, turnId);
  return { turns: turns.map((turn) => (turn.id === turnId ? { ...turn, chosenId: candidateId } : turn)), chat };
}

/** Without the turns that only this branch has. What is shown of its conversation then is what is left; the last branch goes with it. */
export function withoutBranch({ turns, chat }: Talk, leafId: string): Talk {
  const own = new Set(ownTurns(turns, leafId).map(({ id }) => id));
  const left = turns.filter(({ id }) => !own.has(id));
  return { turns: left, chat: withShownLeaves(chat, { before: turns, left }) };
}

/** Without a conversation and all that was said in it. */
export function withoutConversation({ turns, chat }: Talk, conversationId: string): Talk {
  const left = turns.filter(({ input }) => input.message?.conversationId !== conversationId);
  return { turns: left, chat: withShownLeaves(chat, { before: turns, left }) };
}

/** A conversation whose shown path lost its end is shown as far as there is something, and down the branch that was written to last. */
function withShownLeaves(chat: Chat, { before, left }: { readonly before: Turns; readonly left: Turns }): Chat {
  const ids = new Set(left.map(({ id }) => id));
  const conversations = chat.conversations.flatMap((conversation) => {
    if (ids.has(conversation.leafId)) return [conversation];
    const kept = pathTo(before, conversation.leafId).findLast(({ id }) => ids.has(id));
    return kept === undefined ? [] : [{ ...conversation, leafId: latestLeaf(left, kept.id) }];
  });
  const isThere = conversations.some(({ id }) => id === chat.currentId);
  return {
    ...chat,
    conversations,
    currentId: isThere ? chat.currentId : (conversations.at(-1)?.id ?? null),
    branchNames: Object.fromEntries(Object.entries(chat.branchNames).filter(([id]) => ids.has(id))),
  };
}

/** What was deleted, in its place again. What was said, named or chosen since stays, also in the conversations that had nothing deleted. */
export function withBroughtBack({ turns, chat }: Talk, deleted: Talk): Talk {
  const known = new Set(turns.map(({ id }) => id));
  const back = deleted.turns.filter(({ id }) => !known.has(id));
  const touched = new Set(back.map(({ input }) => input.message?.conversationId));
  const listed = new Map(chat.conversations.map((one) => [one.id, one]));
  const conversations = [
    ...chat.conversations.map((one) => {
      const before = deleted.chat.conversations.find(({ id }) => id === one.id);
      return before === undefined || !touched.has(one.id) ? one : { ...one, leafId: before.leafId };
    }),
    ...deleted.chat.conversations.filter(({ id }) => touched.has(id) && !listed.has(id)),
  ];
  const all = [...turns, ...back].toSorted((one, other) => one.n - other.n);
  const restored = {
    ...chat,
    conversations,
    currentId: deleted.chat.currentId,
    branchNames: { ...deleted.chat.branchNames, ...chat.branchNames },
  };
  return { turns: all, chat: withConversationsOf(restored, all) };
}

/**
 * The same chat with a conversation for each tree of turns and none without: after turns were lost, or in a project of before there were
 * conversations to choose from.
 */
export function withConversationsOf(chat: Chat, turns: Turns): Chat {
  const known = new Map(chat.conversations.map((conversation) => [conversation.id, conversation]));
  const found = new Map<string, Conversation>();
  const leaves = new Map<string, Set<string>>();
  for (const { id, at, input } of turns) {
    if (input.message === null) continue;
    const { conversationId } = input.message;
    const kept = known.get(conversationId);
    const first = found.get(conversationId) ?? kept ?? { id: conversationId, name: '', at, leafId: id };
    leaves.set(conversationId, (leaves.get(conversationId) ?? new Set()).add(id));
    // Of one that nobody knows, the newest turn is shown.
    found.set(conversationId, kept === undefined ? { ...first, leafId: id } : first);
  }
  const conversations = [...found.values()].map((conversation, index) => {
    const ids = leaves.get(conversation.id);
    const leafId = ids?.has(conversation.leafId)
      ? conversation.leafId
      : ([...(ids ?? [])].at(-1) ?? conversation.leafId);
    return {
      ...conversation,
      leafId,
      name: conversation.name === '' ? `Conversation ${index + 1}` : conversation.name,
    };
  });
  const isThere = conversations.some(({ id }) => id === chat.currentId);
  return { ...chat, conversations, currentId: isThere ? chat.currentId : (conversations.at(-1)?.id ?? null) };
}

function renamed(names: Chat['branchNames'], { from, to }: { readonly from: string; readonly to: string }) {
  if (!Object.hasOwn(names, from)) return names;
  const { [from]: name = '', ...others } = names;
  return { ...others, [to]: name };
}

import type { Turn } from './turn';

/**
 * Turns lie in one list, a parent before its children, so that nothing has to be kept in step and a walk upwards ends. A conversation is
 * the tree of the turns that name it; every prompt that is run by itself is a tree of one turn.
 */
type Turns = readonly Turn[];

/** From the root to this turn; begins at the first turn that is there where a parent is lost, and is empty for a turn that is not there. */
export function pathTo(turns: Turns, id: string): Turns {
  const path: Turn[] = [];
  let wanted: string | null = id;
  for (let at = turns.length - 1; at >= 0 && wanted !== null; at -= 1) {
    const turn = turns[at];
    if (turn?.id !== wanted) continue;
    path.push(turn);
    wanted = turn.parentId;
  }
  return path.reverse();
}

/** The prompts that were run by themselves. */
export function runsOf(turns: Turns): Turns {
  return turns.filter(({ input }) => input.message === null);
}

/** The turns that go on from this one, oldest first: more than one is a fork. */
export function childrenOf(turns: Turns, id: string): Turns {
  return turns.filter(({ parentId }) => parentId === id);
}

/** The paths of a conversation, one for each turn that nothing goes on from yet; the one that was written to last comes last. */
export function branchesOf(turns: Turns, conversationId: string): readonly Turns[] {
  const own = turns.filter(({ input }) => input.message?.conversationId === conversationId);
  const parents = new Set(own.map(({ parentId }) => parentId));
  return own.filter(({ id }) => !parents.has(id)).map(({ id }) => pathTo(own, id));
}

/** The turn and all that goes on from it. */
export function withDescendants(turns: Turns, id: string): Turns {
  const ids = new Set([id]);
  return turns.filter((turn) => {
    if (turn.parentId !== null && ids.has(turn.parentId)) ids.add(turn.id);
    return ids.has(turn.id);
  });
}

/**
 * The same turns where some of those that they go on from could not be read: what follows a lost one begins a conversation of its own, so
 * that everything else that was said stays, and a file of it is a tree again.
 */
export function withoutLostParents(turns: Turns): Turns {
  const before = new Map<string, Turn>();
  return turns.map((turn) => {
    const rejoined = turn.parentId === null ? turn : under(before.get(turn.parentId), turn);
    before.set(turn.id, rejoined);
    return rejoined;
  });
}

function under(parent: Turn | undefined, turn: Turn): Turn {
  const { message } = turn.input;
  if (message === null) return turn;
  const conversationId = parent === undefined ? turn.id : parent.input.message?.conversationId;
  if (conversationId === undefined || conversationId === message.conversationId) return turn;
  const link = parent === undefined ? { conversationId, repliesTo: null } : { conversationId };
  return {
    ...turn,
    parentId: parent?.id ?? null,
    input: { ...turn.input, message: { ...message, ...link } },
  };
}

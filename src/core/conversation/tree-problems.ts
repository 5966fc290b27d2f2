import type { Turn } from './turn';

/** What keeps turns from being trees, `path: reason` each, with the number of the turn. In linear time: a file can hold what it likes. */
export function treeProblems(turns: readonly Turn[]): readonly string[] {
  const places = new Map(turns.map(({ id }, place) => [id, place]));
  const parents = turns.map(({ parentId }) => (parentId === null ? null : (places.get(parentId) ?? 'lost')));
  const looped = inLoops(parents);
  const roots = new Map<string, Turn>();
  const replies = new Map(turns.map((turn) => [turn, new Set(turn.candidates.map(({ id }) => id))]));
  return turns.flatMap((turn, place) => {
    const problem =
      linkProblem({ turn, place, parent: parents[place] ?? null, isLooped: looped.has(place) }) ??
      conversationProblem({ turn, parent: turns[Number(parents[place] ?? -1)] ?? null, roots, replies });
    return problem === null ? [] : [`turns[${place}]${problem}`];
  });
}

/** Place in the list, null for a root, `lost` where nobody has that id. */
type ParentPlace = number | 'lost' | null;

interface Link {
  readonly turn: Turn;
  readonly place: number;
  readonly parent: ParentPlace;
  readonly isLooped: boolean;
}

function linkProblem({ turn: { n, parentId }, place, parent, isLooped }: Link): string | null {
  if (parent === null) return null;
  if (parent === 'lost')
    return `.parentId: turn ${n} goes on from ${JSON.stringify(parentId)}, and there is no such turn.`;
  if (isLooped) return `.parentId: turn ${n} goes on from itself, by way of its parents.`;
  return parent < place ? null : `.parentId: turn ${n} stands before the turn that it goes on from.`;
}

interface InConversation {
  readonly turn: Turn;
  readonly parent: Turn | null;
  /** Of each conversation so far; the turn's own is put there. */
  readonly roots: Map<string, Turn>;
  /** Ids of the candidates of each turn: many turns can go on from one that has many. */
  readonly replies: ReadonlyMap<Turn, ReadonlySet<string | null>>;
}

function conversationProblem({ turn, parent, roots, replies }: InConversation): string | null {
  const { n, input } = turn;
  if (input.message === null)
    return parent === null ? null : `.parentId: turn ${n} is a prompt by itself, which goes on from no other turn.`;
  const { conversationId, repliesTo } = input.message;
  if (parent === null) {
    const root = roots.get(conversationId);
    if (root !== undefined)
      return `.parentId: turn ${n} is a second root of its conversation; it begins with turn ${root.n}.`;
    roots.set(conversationId, turn);
    return repliesTo === null ? null : `.input.message.repliesTo: turn ${n} is a root, which replies to nothing.`;
  }
  if (parent.input.message?.conversationId !== conversationId)
    return `.input.message.conversationId: turn ${n} goes on from a turn of another conversation.`;
  return replies.get(parent)?.has(repliesTo) === true
    ? null
    : `.input.message.repliesTo: turn ${n} replies to no candidate of the turn that it goes on from.`;
}

/** The places from which the way up comes back to where it began. */
function inLoops(parents: readonly ParentPlace[]): ReadonlySet<number> {
  const seenBy = new Map<number, number>();
  const looped = new Set<number>();
  for (const start of parents.keys()) {
    let at: ParentPlace = start;
    while (typeof at === 'number' && !seenBy.has(at)) {
      seenBy.set(at, start);
      at = parents[at] ?? null;
    }
    if (typeof at !== 'number' || seenBy.get(at) !== start) continue;
    for (let place: ParentPlace = at; typeof place === 'number' && !looped.has(place); place = parents[place] ?? null)
      looped.add(place);
  }
  return looped;
}

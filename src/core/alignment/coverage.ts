import type { PrincipleScope } from '../constitution/condition';
import type { Constitution, Principle } from '../constitution/principle';
import { candidateText, isFixedReply } from '../conversation/candidate';
import type { Turn } from '../conversation/turn';

/** Where in a conversation a response stands. A closing ends a branch, later than its first answer. */
export type ConversationPart = (typeof conversationParts)[number];

export const conversationParts = ['opening', 'first', 'later', 'closing'] as const;
const coverageScopes = ['always', 'turn', 'conversation'] as const satisfies readonly PrincipleScope[];

export interface CoverageRow {
  readonly scope: PrincipleScope;
  /** Ids of the principles that came of feedback there; one can be in several parts. */
  readonly byPart: Readonly<Record<ConversationPart, readonly string[]>>;
  /** Of those that came of no turn that is there: written by hand, imported, made of a run. */
  readonly elsewhere: readonly string[];
}

export interface Coverage {
  readonly rows: readonly CoverageRow[];
  /** Ids of the turns that a model answered and nobody has given feedback on, oldest first. */
  readonly silent: Readonly<Record<ConversationPart, readonly string[]>>;
}

/** Which parts of conversations the principles came of, and what nobody has spoken of yet. */
export function coverageOf(constitution: Constitution, turns: readonly Turn[]): Coverage {
  const parts = partsOf(turns);
  const rows = coverageScopes.map((scope): CoverageRow => {
    const own = constitution.filter(({ when }) => (when?.scope ?? 'always') === scope);
    const places = own.map((principle) => ({ id: principle.id, parts: originParts(principle, parts) }));
    return {
      scope,
      byPart: byPart((part) => places.filter((place) => place.parts.has(part)).map(({ id }) => id)),
      elsewhere: places.filter((place) => place.parts.size === 0).map(({ id }) => id),
    };
  });
  const silent = turns.filter(isSilent);
  return { rows, silent: byPart((part) => silent.filter(({ id }) => parts.get(id) === part).map(({ id }) => id)) };
}

/** The part of each turn of a conversation, by its id. */
function partsOf(turns: readonly Turn[]): ReadonlyMap<string, ConversationPart> {
  const goneOn = new Set(turns.map(({ parentId }) => parentId));
  /** How many answers to a user come before. */
  const answers = new Map<string, number>();
  const parts = new Map<string, ConversationPart>();
  for (const { id, parentId, input } of turns) {
    if (input.message === null) continue;
    const before = parentId === null ? 0 : (answers.get(parentId) ?? 0);
    const isOpening = input.message.isCue === true;
    answers.set(id, before + (isOpening ? 0 : 1));
    if (isOpening) parts.set(id, 'opening');
    else if (before === 0) parts.set(id, 'first');
    else parts.set(id, goneOn.has(id) ? 'later' : 'closing');
  }
  return parts;
}

function originParts(
  { sources }: Principle,
  parts: ReadonlyMap<string, ConversationPart>,
): ReadonlySet<ConversationPart> {
  return new Set(
    sources.flatMap((source) => {
      const part = source.by === 'feedback' ? parts.get(source.run.id) : undefined;
      return part === undefined ? [] : [part];
    }),
  );
}

function isSilent({ candidates }: Turn): boolean {
  return (
    candidates.some(({ state }) => candidateText(state).trim() !== '') &&
    candidates.every((candidate) => candidate.feedback.length === 0 && !isFixedReply(candidate))
  );
}

function byPart(idsOf: (part: ConversationPart) => readonly string[]): Coverage['silent'] {
  return { opening: idsOf('opening'), first: idsOf('first'), later: idsOf('later'), closing: idsOf('closing') };
}

import { heldCondition } from './condition';
import type { Constitution, Principle, PrincipleCondition, Source } from './principle';
import { tooLongForPrinciple } from './principle-length';

export interface NewText {
  readonly id: string;
  /** Is trimmed; throws when nothing is left, and when it is longer than `longestPrinciple`. */
  readonly text: string;
  readonly source: Source;
  /** When it holds: null for always. What is not given stays as it is. It is dropped where the words do not begin with its trigger. */
  readonly when?: PrincipleCondition | null;
}

/** Puts a new principle, switched on, at the end. Throws when the id is taken. */
export function addPrinciple(constitution: Constitution, { id, text, source, when }: NewText): Constitution {
  if (constitution.some((principle) => principle.id === id)) {
    throw new Error(
      `The constitution already has a principle with the id ${id}: a new principle needs an id of its own.`,
    );
  }
  return [...constitution, withCondition({ id, text: principleText(text), status: 'on', sources: [source] }, when)];
}

/**
 * Changes the words of a principle and remembers the earlier ones in the source. No change when the words are the same; throws when the
 * principle is gone, or folded: the preamble carries its earlier words, and these have to come out of it first.
 */
export function editPrinciple(constitution: Constitution, { id, text, source, when }: NewText): Constitution {
  const present = principleById(constitution, id);
  const newText = principleText(text);
  if (newText === present.text) return constitution;
  if (present.status === 'folded') {
    throw new Error(
      `The prompt carries the principle ${id} in its earlier words: take it out of the prompt, then edit it.`,
    );
  }
  const edited: Principle = {
    ...present,
    text: newText,
    sources: [...present.sources, source.by === 'import' ? source : { ...source, was: present.text }],
  };
  return constitution.map((principle) => (principle === present ? withCondition(edited, when) : principle));
}

/** Ids that are not there are passed over. */
export function deletePrinciples(constitution: Constitution, ids: readonly string[]): Constitution {
  const gone = new Set(ids);
  const left = constitution.filter((principle) => !gone.has(principle.id));
  return left.length === constitution.length ? constitution : left;
}

/** Ids that are not there are passed over, and folded principles: the preamble carries them, whatever the list says. */
export function turnPrinciples(constitution: Constitution, ids: readonly string[], to: 'on' | 'off'): Constitution {
  const turned = new Set(ids);
  const changes = (principle: Principle): boolean =>
    turned.has(principle.id) && principle.status !== to && principle.status !== 'folded';
  if (!constitution.some(changes)) return constitution;
  return constitution.map((principle) => (changes(principle) ? { ...principle, status: to } : principle));
}

/** `toIndex` is where the principle stands afterwards, from 0. Throws when the principle is gone or the place is none. */
export function movePrinciple(constitution: Constitution, id: string, toIndex: number): Constitution {
  const moved = principleById(constitution, id);
  if (!Number.isInteger(toIndex) || toIndex < 0 || toIndex >= constitution.length) {
    throw new RangeError(`A principle can move to a place from 0 to ${constitution.length - 1}, not to ${toIndex}.`);
  }
  if (constitution[toIndex] === moved) return constitution;
  return constitution.filter((principle) => principle !== moved).toSpliced(toIndex, 0, moved);
}

/** The number that a principle has in the list, from 1; 0 when it is gone. */
export function principleNumber(constitution: Constitution, id: string): number {
  return constitution.findIndex((principle) => principle.id === id) + 1;
}

export function withCondition(
  { when: present, ...principle }: Principle,
  given: PrincipleCondition | null | undefined,
): Principle {
  const when = heldCondition(principle.text, given === undefined ? present : (given ?? undefined));
  return when === undefined ? principle : { ...principle, when };
}

export function principleById(constitution: Constitution, id: string): Principle {
  const principle = constitution.find((candidate) => candidate.id === id);
  if (principle === undefined) {
    throw new Error(
      `The constitution has no principle with the id ${id}: it was deleted, or belongs to another project.`,
    );
  }
  return principle;
}

function principleText(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '')
    throw new Error('A principle needs words, and this text is blank: write it, or delete the principle.');
  const tooLong = tooLongForPrinciple(trimmed);
  if (tooLong !== null) throw new RangeError(tooLong);
  return trimmed;
}

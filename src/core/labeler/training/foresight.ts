import type { Prediction } from '../prediction/prediction';
import type { RuleMutation } from '../rules/rulebook';
import type { Score } from '../run/hyperparameters';
import { canMove } from './reach';

/** By place, how a challenger will read the rows that it has not read; null: only reading it will tell. */
export type Foresight = readonly (Prediction | null)[];

/** What is known of the readings of a rulebook before or after a change: those that have been made, and those that are foreseen. */
export interface Known {
  /** Null: not read. */
  readonly read: readonly (Prediction | null)[];
  readonly foreseen: Foresight;
}

interface Alone {
  readonly rows: readonly { readonly label: string }[];
  readonly score: Score;
  readonly parent: readonly Prediction[];
  readonly mutation: RuleMutation;
}

/** Of a rulebook that is one change away from its parent: rows that the change cannot move are read as by the parent. */
export function foreseeChange({ rows, score, parent, mutation }: Alone): Foresight {
  return rows.map(({ label: golden }, place) => {
    const now = parent[place];
    return now === undefined || canMove({ mutation, golden, now, score }) ? null : now;
  });
}

/** A change and what is known of the rulebook that it makes of a common parent. */
export interface Branch extends Known {
  readonly mutation: RuleMutation;
}

interface Both extends Omit<Alone, 'parent' | 'mutation'> {
  /** The readings of the rulebook that both changes were made to. */
  readonly parent: readonly Prediction[];
  readonly first: Branch;
  readonly second: Branch;
}

/**
 * Of a rulebook with two changes, from the rulebooks that have one of them each. A reader who goes by the rules follows the one that
 * describes a row most exactly: what it prefers to all rules of either rulebook, it prefers to the rules of both. So where neither new rule
 * is followed, both together change nothing; where one of them is, it is followed again; only where both are, reading has to tell.
 */
export function foreseeBoth({ rows, score, parent, first, second }: Both): Foresight {
  return rows.map(({ label: golden }, place) => {
    const followed = possiblyFollowed(place, { parent, first, second });
    const certain = followed === null ? null : agreed(followed, golden, score);
    if (certain !== null) return certain;
    const now = first.read[place] ?? first.foreseen[place] ?? null;
    return now === null || canMove({ mutation: second.mutation, golden, now, score }) ? null : now;
  });
}

/** What decides a row: a rule, or the label alone where no rule holds. `of`: the change that made the rule. */
interface Ground {
  readonly label: string | null;
  readonly ruleId: string | undefined;
  readonly of: 'first' | 'second' | 'neither';
}

function possiblyFollowed(place: number, both: Pick<Both, 'parent' | 'first' | 'second'>): readonly Ground[] | null {
  const { parent, first, second } = both;
  const before = parent[place];
  if (before === undefined) return null;
  const followed: Ground[] = [];
  for (const a of groundsIn(first, place, { before, as: 'first' })) {
    for (const b of groundsIn(second, place, { before, as: 'second' })) {
      const together = withBoth(a, b, { first: first.mutation, second: second.mutation });
      if (together === null) return null;
      followed.push(...together);
    }
  }
  return followed.length === 0 ? null : followed;
}

/** Empty: it may be anything. */
function groundsIn(
  { mutation, read, foreseen }: Branch,
  place: number,
  { before, as }: { readonly before: Prediction; readonly as: 'first' | 'second' },
): readonly Ground[] {
  const own = ownRule(mutation, as);
  const reading = read[place] ?? null;
  if (reading !== null) {
    if (reading.label === null) return [];
    return own !== null && reading.label === own.label && reading.ruleId === own.ruleId ? [own] : [groundOf(reading)];
  }
  // One that the change cannot move follows what it followed, or the new rule where that makes no difference.
  if (foreseen[place] !== before || before.label === null) return [];
  return own === null ? [groundOf(before)] : [groundOf(before), own];
}

function groundOf({ label, ruleId }: Prediction): Ground {
  return { label, ruleId, of: 'neither' };
}

/** The rule as it is after the change; null: it is gone. */
function ownRule(mutation: RuleMutation, of: 'first' | 'second'): Ground | null {
  switch (mutation.kind) {
    case 'add':
      return { label: mutation.label, ruleId: mutation.rule.id, of };
    case 'edit':
      return { label: mutation.label, ruleId: mutation.ruleId, of };
    case 'delete':
      return null;
  }
}

/** What a row may follow under both changes, if it follows `a` under the first and `b` under the second; null: anything. */
function withBoth(
  a: Ground,
  b: Ground,
  { first, second }: { readonly first: RuleMutation; readonly second: RuleMutation },
): readonly Ground[] | null {
  const ofFirst = ownRule(first, 'first');
  const ofSecond = ownRule(second, 'second');
  const present = (grounds: readonly (Ground | null)[]): readonly Ground[] => grounds.filter((each) => each !== null);
  if (a.of === 'first' && b.of === 'second') return [a, b];
  // Where no rule holds, the label whose name and rules come closest is chosen.
  if (a.of === 'neither' && b.of === 'neither' && a.ruleId === undefined && b.ruleId === undefined) {
    if (a.label !== b.label) return null;
    if (a.label !== first.label && a.label !== second.label) return [a];
    // How close a label comes when two of its rules are changed is not told by either change.
    return first.label === second.label ? null : present([a, ofFirst, ofSecond].map(labelAlone));
  }
  const isGoneForA = isTarget(a, second);
  const isGoneForB = isTarget(b, first);
  if (a.of === 'first') return isGoneForB ? present([a, ofSecond]) : [a];
  if (b.of === 'second') return isGoneForA ? present([b, ofFirst]) : [b];
  if (isGoneForA && isGoneForB) return null;
  if (isGoneForB) return a.ruleId === undefined ? null : present([a, ofSecond]);
  if (isGoneForA) return b.ruleId === undefined ? null : present([b, ofFirst]);
  return a.label === b.label && a.ruleId === b.ruleId ? [a] : null;
}

/** Whether a reading followed the rule that a change has replaced or taken away. */
function isTarget({ label, ruleId, of }: Ground, mutation: RuleMutation): boolean {
  return of === 'neither' && mutation.kind !== 'add' && label === mutation.label && ruleId === mutation.ruleId;
}

function labelAlone(ground: Ground | null): Ground | null {
  return ground === null ? null : { ...ground, ruleId: undefined, of: 'neither' };
}

/**
 * The reading, where all that it may follow come to the same for the score. Of several, it is told as the old rule: that is the one which
 * a further change of the same parent may take away.
 */
function agreed(followed: readonly Ground[], golden: string, { kind }: Score): Prediction | null {
  const old = followed.filter(({ of }) => of === 'neither');
  const one = old[0] ?? followed[0];
  if (one === undefined) return null;
  const isAlike = (other: Ground): boolean =>
    other.label === one.label || (kind === 'accuracy' && other.label !== golden && one.label !== golden);
  if (!followed.every(isAlike)) return null;
  const isOneOld = old.every(({ label, ruleId }) => label === one.label && ruleId === one.ruleId);
  if (!isOneOld && old.some(({ label }) => label !== one.label)) return null;
  return { label: one.label, outcome: 'read', ...(isOneOld && one.ruleId !== undefined ? { ruleId: one.ruleId } : {}) };
}

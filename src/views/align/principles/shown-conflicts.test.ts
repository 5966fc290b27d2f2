import { describe, expect, it } from 'vitest';
import { pairKey } from '../../../core/constitution/contradiction';
import type { Principle } from '../../../core/constitution/principle';
import { findConflicts } from '../../../core/prompt/find-conflicts';
import { shownConflicts, withContradictions } from './shown-conflicts';

function principle(id: string, text: string, status: Principle['status'] = 'on'): Principle {
  return { id, text, status, sources: [{ by: 'author', at: '2026-11-21T09:30:00.000Z' }] };
}

const first = principle('a', 'Use at most 20 words.');
const second = principle('b', 'Greet the reader.');
const third = principle('c', 'Use at least 300 words.');
const principles = [first, second, third];
const conflicts = new Map(principles.map(({ id }) => [id, findConflicts(principles, id)]));

describe('shownConflicts', () => {
  const given = { principles, conflicts, freshId: null, kept: new Set<string>() };

  it('flags a pair once, at the later principle', () => {
    const shown = shownConflicts(given);
    expect([...shown.keys()]).toEqual(['c']);
    expect(shown.get('c')?.[0]).toMatchObject({ kind: 'contradiction', id: 'a', n: 1 });
  });

  it('flags it at the fresh principle instead, wherever that stands', () => {
    expect([...shownConflicts({ ...given, freshId: 'a' }).keys()]).toEqual(['a']);
  });

  it('says the number that the other has now', () => {
    const moved = [second, first, third];
    expect(shownConflicts({ ...given, principles: moved }).get('c')?.[0]?.n).toBe(2);
  });

  it.each([
    ['deleted', [second, third]],
    ['turned off', [principle('a', first.text, 'off'), second, third]],
  ])('forgets a conflict with one that was %s since', (_, now) => {
    expect(shownConflicts({ ...given, principles: now }).size).toBe(0);
  });

  it('leaves out a pair that the author keeps, until one of them is reworded', () => {
    const kept = new Set([pairKey(third, first)]);
    expect(shownConflicts({ ...given, kept }).size).toBe(0);
    const reworded = [principle('a', 'Use at most 30 words.'), second, third];
    expect(shownConflicts({ ...given, kept, principles: reworded }).size).toBe(1);
  });

  it('gives the same list again when it says the same, for the sake of the row', () => {
    const before = shownConflicts(given);
    const again = new Map(principles.map(({ id }) => [id, findConflicts(principles, id)]));
    expect(shownConflicts({ ...given, conflicts: again, before }).get('c')).toBe(before.get('c'));
  });
});

describe('what the alignment model found', () => {
  const one = principle('one', 'Be brief.');
  const other = principle('other', 'Go on.');
  const found = { one: { id: 'other', text: 'Go on.' }, other: { id: 'one', text: 'Be brief.' }, why: 'One is short.' };

  it('is flagged beside what the rules found, as long as both are worded so', () => {
    const all = withContradictions(new Map(), [found], [one, other]);
    expect(all.get('other')).toEqual([{ kind: 'contradiction', id: 'one', n: 1, why: 'One is short' }]);
    expect(all.get('one')).toMatchObject([{ id: 'other', n: 2 }]);
    expect(withContradictions(new Map(), [found], [one, { ...other, text: 'Stop.' }]).size).toBe(0);
    expect(withContradictions(new Map(), [found], [one, { ...other, status: 'off' }]).size).toBe(0);
  });

  it('is said in the words of the rules where they found it too, and instead of a near-duplicate', () => {
    const conflict = { id: 'one', n: 1, why: 'both limit length' };
    const rules = new Map([['other', [{ ...conflict, kind: 'contradiction' } as const]]]);
    expect(withContradictions(rules, [found], [one, other]).get('other')).toEqual(rules.get('other'));
    const alike = new Map([['other', [{ ...conflict, kind: 'duplicate' } as const]]]);
    expect(withContradictions(alike, [found], [one, other]).get('other')).toMatchObject([{ kind: 'contradiction' }]);
  });
});

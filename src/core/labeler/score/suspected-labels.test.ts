import { describe, expect, it } from 'vitest';
import type { Prediction } from '../prediction/prediction';
import type { EvaluatedRow } from '../run/labeler-run';
import { majorityBaseline } from './majority-baseline';
import { suspectedLabels } from './suspected-labels';

const row = (n: number, golden: string): EvaluatedRow => ({ id: `row-${n}`, row: n, fields: [], golden });
const read = (label: string | null): Prediction => ({ label, outcome: label === null ? 'unread' : 'read' });
/** One line a rulebook, one character a row: a label, `?` for unread, `.` for not read. */
const readings = (...lines: readonly string[]): readonly (readonly (Prediction | null)[])[] =>
  lines.map((line) => [...line].map((sign) => (sign === '.' ? null : read(sign === '?' ? null : sign))));

describe('suspected labels', () => {
  it('are golden labels that rulebooks dispute in agreement', () => {
    const rows = [row(1, 'a'), row(2, 'a'), row(3, 'b')];
    const found = suspectedLabels(rows, readings('bab', 'bab', 'bbb'));
    expect(found).toEqual([{ ...row(1, 'a'), suggested: 'b', agreement: 1, readBy: 3 }]);
  });

  it('need more than one rulebook, and one label that most of them name', () => {
    const rows = [row(1, 'a'), row(2, 'a')];
    expect(suspectedLabels(rows, readings('b.', '.b'))).toEqual([]);
    expect(suspectedLabels(rows, readings('bb', 'cb', 'bc', 'cc'))).toEqual([]);
  });

  it('leave out readings without a label', () => {
    const found = suspectedLabels([row(1, 'a')], readings('b', '?', '.', 'b'));
    expect(found).toMatchObject([{ suggested: 'b', agreement: 1, readBy: 2 }]);
  });

  it('begin with those that most rulebooks agree on', () => {
    const rows = [row(1, 'a'), row(2, 'a'), row(3, 'a'), row(4, 'a')];
    const found = suspectedLabels(rows, readings('bb.b', 'bbbb', '.bbb', '.ba.'));
    expect(found.map(({ row: n, agreement }) => [n, agreement])).toEqual([
      [2, 1],
      [4, 1],
      [1, 1],
      [3, 2 / 3],
    ]);
  });

  it('are none without readings', () => {
    expect(suspectedLabels([row(1, 'a')], [])).toEqual([]);
  });
});

describe('the majority baseline', () => {
  it('gives every row the most frequent label', () => {
    expect(majorityBaseline(['a', 'b', 'b', 'c'])).toEqual({ label: 'b', count: 2, accuracy: 0.5 });
  });

  it('does not depend on the order of the rows', () => {
    expect(majorityBaseline(['b', 'a'])).toEqual(majorityBaseline(['a', 'b']));
  });

  it('is none without rows', () => {
    expect(majorityBaseline([])).toBeNull();
  });
});

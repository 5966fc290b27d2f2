import { describe, expect, it } from 'vitest';
import { buildLabelCounts } from '../../testing/builders';
import { tableOf } from '../../testing/table-of';
import { countLabels } from './count-labels';
import type { Mapping } from './mapping';
import { mappingProblem, splitProblem, testFileProblem } from './mapping-problem';
import { splitExamples } from './split-examples';
import { groupsOf, toExamples } from './to-examples';

const mapping: Mapping = {
  labelColumn: 'label',
  inputColumns: ['subject', 'body'],
  idColumn: null,
  groupColumn: null,
  taskDescription: '',
  threshold: null,
  merged: {},
};
const header = ['id', 'subject', 'body', 'label'];
const isHate = { above: 0.5, positive: 'hate', negative: 'not hate' };

function tickets(...rows: readonly (readonly [subject: string, body: string, label: string])[]) {
  return tableOf(
    header,
    rows.map((row, at) => [`t${at}`, ...row]),
  );
}

describe('counting labels', () => {
  it('counts every row as labeled or as dropped for one reason', () => {
    const table = tickets(
      ['a', 'x', 'Bug'],
      ['b', 'x', ' Bug '],
      ['c', 'x', 'Idea'],
      ['d', 'x', '  '],
      ['', ' ', 'Bug'],
    );
    const labels = [
      { label: 'Bug', count: 2 },
      { label: 'Idea', count: 1 },
    ];
    expect(countLabels(table, mapping)).toEqual(buildLabelCounts({ labels, unlabelled: 1, blank: 1 }));
  });

  it('points out labels that differ in case and white space alone, the most frequent first, until they are merged', () => {
    const table = tickets(['a', '', 'new  York'], ['b', '', 'New York'], ['c', '', 'New York'], ['d', '', 'Rome']);
    expect(countLabels(table, mapping).variants).toEqual([['New York', 'new  York']]);
    const merged = countLabels(table, { ...mapping, merged: { 'new  York': 'New York' } });
    expect(merged.variants).toEqual([]);
    expect(merged.labels).toEqual([
      { label: 'New York', count: 3 },
      { label: 'Rome', count: 1 },
    ]);
  });

  it.each([
    ['a zero-width space', 'delay', 'delay\u200b'],
    ['a no-break space inside', 'late boat', 'late\u00a0boat'],
    ['a soft hyphen', 'delay', 'de\u00adlay'],
    ['a mark of direction', 'delay', '\u200fdelay'],
    ['another composition of the same letter', 'café', 'cafe\u0301'],
    ['the way in which a number is written', '1', '1.0'],
    ['a byte order mark inside', 'cabin', 'ca\ufeffbin'],
  ])('offers to merge labels that differ by %s', (_, plain, odd) => {
    const table = tickets(['a', 'x', odd], ['b', 'x', odd], ['c', 'x', plain], ['d', 'x', 'other']);
    expect(countLabels(table, mapping).variants.map((group) => group.toSorted())).toEqual([[plain, odd].sort()]);
  });

  it('suggests the spelling without invisible characters, however rare', () => {
    const table = tickets(['a', 'x', 'delay\u200b'], ['b', 'x', 'delay\u200b'], ['c', 'x', 'delay']);
    expect(countLabels(table, mapping).variants).toEqual([['delay', 'delay\u200b']]);
  });

  it('reads numbers against the threshold, the border being negative, and counts what is no number', () => {
    const table = tickets(['a', '', '0.9'], ['b', '', '0.5'], ['c', '', '1e-3'], ['d', '', 'n/a'], ['e', '', '0,75']);
    const counts = countLabels(table, { ...mapping, threshold: isHate });
    expect(counts.labels).toEqual([
      { label: 'hate', count: 2 },
      { label: 'not hate', count: 2 },
    ]);
    expect(counts.notNumbers).toBe(1);
  });

  it('takes the name of a side without white space at its ends, as a model writes it', () => {
    const table = tickets(['a', '', '0.9'], ['b', '', '0.1']);
    const threshold = { above: 0.5, positive: ' hate ', negative: 'not hate\t' };
    const names = countLabels(table, { ...mapping, threshold }).labels.map(({ label }) => label);
    expect(names).toEqual(['hate', 'not hate']);
  });

  it('counts rows with equal inputs, and those among them that disagree', () => {
    const table = tickets(
      ['a', 'b', 'x'],
      [' a', 'b ', 'y'],
      ['c', 'd', 'x'],
      ['c', 'd', 'x'],
      ['ab', '', 'x'],
      ['a', 'b', 'x'],
    );
    expect(countLabels(table, mapping)).toMatchObject({ duplicates: 5, contradictions: 3 });
  });

  it('takes labels for what they are, whatever their name', () => {
    const table = tickets(['a', '', 'constructor'], ['b', '', '__proto__'], ['c', '', 'toString']);
    expect(countLabels(table, mapping).labels.map(({ label }) => label)).toEqual([
      'constructor',
      '__proto__',
      'toString',
    ]);
  });
});

describe('the rows that are learnt from', () => {
  const table = tableOf(header, [
    ['7', 'a', 'x', 'Bug'],
    ['7', 'b', 'x', 'Idea'],
    ['', 'c', 'x', ''],
    ['', 'd', 'x', 'Bug'],
    ['9', ' ', '', 'Bug'],
  ]);

  it('have an id each, from the id column where it has one', () => {
    const ids = toExamples({ table, mapping: { ...mapping, idColumn: 'id' }, corrections: {}, file: 'training' }).map(
      ({ id }) => id,
    );
    expect(ids).toEqual(['7', '7 (row 2)', 'row-4']);
    const plain = toExamples({ table, mapping, corrections: {}, file: 'test' });
    expect(plain.map(({ id, row }) => [id, row])).toEqual([
      ['test:row-1', 1],
      ['test:row-2', 2],
      ['test:row-4', 4],
    ]);
  });

  it('have their inputs as the file has them, and the label that the author corrected', () => {
    const corrections = { 'row-2': 'Bug', 'row-3': 'Praise', 'row-99': 'x' };
    const examples = toExamples({ table, mapping, corrections, file: 'training' });
    expect(examples.map(({ label }) => label)).toEqual(['Bug', 'Bug', 'Praise', 'Bug']);
    expect(examples[0]).toEqual({
      id: 'row-1',
      row: 1,
      fields: [
        { name: 'subject', text: 'a' },
        { name: 'body', text: 'x' },
      ],
      label: 'Bug',
    });
  });

  it('know their groups, a blank one being none', () => {
    const examples = toExamples({ table, mapping, corrections: {}, file: 'training' });
    expect(groupsOf(table, mapping, examples)).toBeNull();
    expect(groupsOf(table, { ...mapping, groupColumn: 'id' }, examples)).toEqual(['7', '7', null]);
  });
});

describe('a mapping that cannot be trained on', () => {
  const rows = [...'abcdef'].map((text, at) => [text, '', at % 2 === 0 ? 'Bug' : 'Idea'] as const);

  function problemOf(table = tickets(...rows), changed: Partial<Mapping> = {}) {
    const full = { ...mapping, ...changed };
    return mappingProblem({ summary: table.summary, mapping: full, counts: countLabels(table, full) });
  }

  it('is none when all is well', () => expect(problemOf()).toBeNull());

  it('has no label column in the file', () => {
    expect(problemOf(undefined, { labelColumn: 'team' })).toMatchObject({
      kind: 'no-label-column',
      message: expect.stringContaining('“id”, “subject”, “body” and “label”'),
    });
  });

  it('has no inputs, inputs that are missing, or the answer among them', () => {
    expect(problemOf(undefined, { inputColumns: [] })?.message).toContain('none is chosen');
    expect(problemOf(undefined, { inputColumns: ['subject', 'text'] })?.message).toContain('no column “text”');
    expect(problemOf(undefined, { inputColumns: ['label'] })?.message).toContain(
      'the answer would stand in the question',
    );
  });

  it('has more than fifty labels, fifty being fine', () => {
    const labeled = (count: number) =>
      tickets(...Array.from({ length: count * 2 }, (_, at) => [`t${at}`, '', `l${at % count}`] as const));
    expect(problemOf(labeled(50))).toBeNull();
    expect(problemOf(labeled(51))).toMatchObject({
      kind: 'too-many-labels',
      message: expect.stringContaining('51, such as “l0”'),
    });
  });

  it('has no row because all of them were skipped, and says why the first one was', () => {
    const table = tickets();
    const problems = { count: 1, shown: [{ line: 2, reason: 'It has 1 cell, not 4.' }], kept: false, skipped: 1 };
    expect(problemOf({ ...table, summary: { ...table.summary, problems } })).toMatchObject({
      kind: 'too-few-rows',
      message: expect.stringContaining('all of the file’s were skipped. Line 2: It has 1 cell, not 4.'),
    });
  });

  it('has one label alone, or none', () => {
    const one = tickets(...rows.map(([text]) => [text, '', '0.2'] as const));
    expect(problemOf(one)).toMatchObject({
      kind: 'one-label',
      message: expect.stringContaining('all 6 rows with a label are “0.2”'),
    });
    expect(problemOf(one, { threshold: isHate })?.message).toContain('Positive above');
    const none = tickets(...rows.map(([text]) => [text, '', ''] as const));
    expect(problemOf(none)).toMatchObject({ kind: 'one-label', message: expect.stringContaining('6 without a label') });
  });

  it('has a side of the border without a name, or two sides of one name', () => {
    const graded = tickets(...rows.map(([text], at) => [text, '', at % 2 === 0 ? '0.2' : '0.9'] as const));
    expect(problemOf(graded, { threshold: isHate })).toBeNull();
    expect(problemOf(graded, { threshold: { ...isHate, positive: ' ' } })).toMatchObject({
      kind: 'no-side-name',
      message: expect.stringContaining('the numbers above 0.5 have none'),
    });
    expect(problemOf(graded, { threshold: { ...isHate, negative: '' } })?.message).toContain('the other numbers have');
    expect(problemOf(graded, { threshold: { ...isHate, negative: 'hate ' } })?.message).toContain('both are called');
  });

  it('has a label of one row, which is named', () => {
    expect(problemOf(tickets(...rows, ['g', '', 'Praise']))).toMatchObject({
      kind: 'rare-label',
      message: expect.stringContaining('“Praise” has one.'),
    });
  });

  it('has too few rows for three sides', () => {
    expect(problemOf(tickets(...rows.slice(0, 4)))).toMatchObject({
      kind: 'too-few-rows',
      message: expect.stringContaining('there are 4'),
    });
  });

  it('has a test file without its columns', () => {
    expect(testFileProblem(mapping, tickets().summary)).toBeNull();
    expect(testFileProblem(mapping, tableOf(['subject', 'text'], []).summary)).toMatchObject({
      kind: 'test-columns',
      message: expect.stringContaining('no “label” and “body”'),
    });
  });

  it('leaves a side without rows', () => {
    const table = tickets(...rows);
    const examples = toExamples({ table, mapping, corrections: {}, file: 'training' });
    const split = (groups: readonly string[] | null) =>
      splitExamples({ examples, groups, sizes: { validation: 2, test: 2 }, seed: 1 });
    expect(splitProblem(split(null))).toBeNull();
    expect(splitProblem(split(examples.map(() => 'one')))).toMatchObject({
      kind: 'too-few-rows',
      message: expect.stringContaining('gets 0'),
    });
  });
});

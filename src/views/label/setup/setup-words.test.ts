import { describe, expect, it } from 'vitest';
import { defaultHyperparameters } from '../../../core/labeler/run/hyperparameters';
import { buildLabelCounts } from '../../../testing/builders';
import { buildLabelerWork } from '../../../testing/labeler-fixture';
import {
  columnWords,
  formatWords,
  problemWords,
  readingPercent,
  readingWords,
  rowWords,
} from '../../shared/table-file/table-words';
import { changedWords, examplesPerCall, firstKnobs, moreKnobs } from './hyper-fields';
import {
  droppedWords,
  fewRowsWords,
  imbalanceWords,
  lastCount,
  mappingSummary,
  skewWords,
  twinWords,
  withInput,
  withMerged,
} from './mapping-words';

const table = buildLabelerWork().setup.training?.table;
if (table === undefined) throw new Error('The fixture has no table.');
const counts = buildLabelCounts({
  labels: [
    { label: 'yes', count: 900 },
    { label: 'no', count: 60 },
  ],
});

describe('the words of a file', () => {
  it('say how many rows were skipped, and in which lines, or should be checked', () => {
    const kept = { line: 9, reason: 'It is kept.', kept: true } as const;
    const skipped = (line: number) => ({ line, reason: 'It is skipped.' });
    expect(problemWords(table)).toBe('6 skipped');
    expect(problemWords({ problems: { ...table.problems, kept: true } })).toBe('6 to check');
    expect(problemWords({ problems: { count: 2, skipped: 1, shown: [skipped(6), kept], kept: false } })).toBe(
      '1 skipped, line 6, 1 to check',
    );
    expect(problemWords({ problems: { count: 2, skipped: 2, shown: [skipped(6), skipped(8)], kept: false } })).toBe(
      '2 skipped, lines 6 and 8',
    );
    expect(problemWords({ problems: { count: 0, skipped: 0, shown: [], kept: false } })).toBeNull();
  });

  it('say of how many lines the rows are, where a row has several', () => {
    const problems = { count: 2, skipped: 1, shown: [], kept: false };
    expect(rowWords({ rowCount: 436, lines: 600, problems })).toBe('436 rows from 600 lines');
    expect(rowWords({ rowCount: 8, lines: 9, problems })).toBe('8 rows');
    expect(rowWords({ rowCount: 8, problems })).toBe('8 rows');
  });

  it('say how it was read, and how far the reading is', () => {
    expect(formatWords({ kind: 'delimited', delimiter: '\t', encoding: 'windows-1252' })).toBe('Tab, Windows-1252');
    expect(formatWords({ kind: 'jsonl', encoding: 'utf-8' })).toBe('JSON lines, UTF-8');
    const progress = { bytes: 42_000_000, ofBytes: 200_000_000, rows: 118_000 };
    expect(readingWords(progress)).toBe('42 of 200 MB, 118,000 rows');
    expect(readingPercent(progress)).toBe(21);
    expect(readingPercent({ ...progress, ofBytes: 0 })).toBe(0);
  });

  it('say what a column holds', () => {
    expect(table.columns.map(columnWords)).toEqual([
      '3 words on average',
      '41 words on average',
      '3 values',
      '3 values',
      '5 values',
    ]);
  });
});

describe('the words of a mapping', () => {
  it('sum it up', () => {
    expect(mappingSummary({ labelColumn: 'team', inputColumns: ['subject', 'body'] })).toBe('team ← 2 columns');
  });

  it('count the rows that are dropped', () => {
    expect(droppedWords(counts)).toEqual([]);
    expect(droppedWords({ ...counts, unlabelled: 3, notNumbers: 1 })).toEqual([
      '3 rows have no label',
      '1 row has a label that is not a number',
    ]);
  });

  it('tell of duplicates and of their contradictions', () => {
    expect(twinWords(counts)).toBeNull();
    expect(twinWords({ ...counts, duplicates: 4, contradictions: 1 })).toMatch(
      /^4 duplicate rows\. .* 1 of them has the same inputs as another row but a different label/,
    );
  });

  it('point out an imbalance', () => {
    expect(imbalanceWords(counts)).toMatch(/^yes has 15 times the rows of no/);
    expect(
      imbalanceWords({
        labels: [
          { label: 'a', count: 9 },
          { label: 'b', count: 2 },
        ],
      }),
    ).toBeNull();
  });

  it('says when nearly all rows have one label, before anything is paid for', () => {
    const of = (ham: number, spam: number) => ({
      labels: [
        { label: 'ham', count: ham },
        { label: 'spam', count: spam },
      ],
    });
    expect(skewWords(of(85, 15))).toMatch(/^ham is 85% of all rows: .+ Macro F1 counts every label alike\.$/);
    expect(skewWords(of(80, 20))).toBeNull();
    expect(skewWords({ labels: [{ label: 'ham', count: 100 }] })).toBeNull();
  });

  it('says when there are too few rows to learn from and to test', () => {
    const of = (count: number) => ({ labels: [{ label: 'ham', count }] });
    expect(fewRowsWords(of(49))).toMatch(/^49 rows: too few to learn from and to test\./);
    expect(fewRowsWords(of(50))).toBeNull();
    expect(fewRowsWords({ labels: [] })).toBeNull();
  });
});

describe('a change of the mapping', () => {
  it('keeps the columns in the order of the file', () => {
    expect(withInput(table, ['body'], { column: 'subject', on: true })).toEqual(['subject', 'body']);
    expect(withInput(table, ['subject', 'body'], { column: 'body', on: false })).toEqual(['subject']);
  });

  it('shows what was counted of a set-up that is refused for its labels, so that they can be merged', () => {
    const problem = { kind: 'rare-label', message: 'At least 2 rows of every label were expected.' } as const;
    expect(lastCount({ status: 'refused', problem: { ...problem, counts } })).toEqual({ counts, split: null });
    expect(lastCount({ status: 'refused', problem })).toBeNull();
    const gone = { kind: 'gone', title: 'Gone.', message: 'Choose it again.' } as const;
    expect(lastCount({ status: 'refused', problem: gone })).toBeNull();
  });

  it('reads variants of a label as the first of them', () => {
    expect(withMerged({ x: 'y' }, ['Bug', 'bug', 'BUG'])).toEqual({ x: 'y', bug: 'Bug', BUG: 'Bug' });
  });
});

describe('the knobs', () => {
  const knobs = [...firstKnobs, examplesPerCall, ...moreKnobs];

  it('are each there once, and take their own default', () => {
    expect(new Set(knobs.map(({ key }) => key)).size).toBe(knobs.length);
    for (const { key, min, max } of knobs) {
      expect(defaultHyperparameters[key]).toBeGreaterThanOrEqual(min);
      expect(defaultHyperparameters[key]).toBeLessThanOrEqual(max);
    }
  });

  it('say how many were changed', () => {
    expect(changedWords(defaultHyperparameters, defaultHyperparameters)).toBe('defaults');
    const changed = { ...defaultHyperparameters, steps: 3, score: { kind: 'macro-f1' } } as const;
    expect(changedWords(changed, defaultHyperparameters)).toBe('2 changed');
  });
});

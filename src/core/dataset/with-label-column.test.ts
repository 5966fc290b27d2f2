import { describe, expect, it } from 'vitest';
import type { Mapping } from './mapping';
import { suggestMapping } from './suggest-mapping';
import type { ColumnSummary } from './table';
import { withLabelColumn } from './with-label-column';

const columns: readonly ColumnSummary[] = [
  column('id', { values: null }),
  column('subject', { meanWords: 4 }),
  column('team', { values: ['Access', 'Bug'] }),
  column('toxicity', { numbers: { min: 0, max: 1 }, values: ['0.0', '0.5', '1.0'] }),
];
const ofScore: Mapping = {
  labelColumn: 'toxicity',
  inputColumns: ['subject', 'team'],
  idColumn: 'id',
  groupColumn: null,
  taskDescription: 'Decide from subject and team whether this row is toxic or not toxic.',
  threshold: { above: 0.5, positive: 'toxic', negative: 'not toxic' },
  merged: { Toxic: 'toxic' },
};

describe('another label column', () => {
  it('is no input any more: it could not be unticked', () => {
    expect(withLabelColumn({ columns }, ofScore, 'team').inputColumns).toEqual(['subject']);
  });

  it('loses the border and the merged spellings of the one before', () => {
    expect(withLabelColumn({ columns }, ofScore, 'team')).toMatchObject({ threshold: null, merged: {} });
  });

  it('has a border when it holds a score', () => {
    const ofTeam = withLabelColumn({ columns }, ofScore, 'team');
    expect(withLabelColumn({ columns }, ofTeam, 'toxicity').threshold).toMatchObject({ above: 0.5, positive: 'toxic' });
  });

  it('is no id and no group any more', () => {
    const given = { ...ofScore, idColumn: 'team', groupColumn: 'team' };
    expect(withLabelColumn({ columns }, given, 'team')).toMatchObject({ idColumn: null, groupColumn: null });
  });

  it('leaves an input when it was the only one', () => {
    const given = { ...ofScore, inputColumns: ['team'] };
    expect(withLabelColumn({ columns }, given, 'team').inputColumns).toEqual(['subject']);
  });

  it('is named in a task that we suggested, and leaves one in own words as it is', () => {
    const suggested = suggestMapping({ columns });
    expect(withLabelColumn({ columns }, suggested, suggested.labelColumn)).toBe(suggested);
    const other = suggested.labelColumn === 'team' ? 'toxicity' : 'team';
    const next = withLabelColumn({ columns }, suggested, other);
    expect(next.taskDescription).not.toBe(suggested.taskDescription);
    const own = { ...suggested, taskDescription: 'Which team?' };
    expect(withLabelColumn({ columns }, own, other).taskDescription).toBe('Which team?');
  });
});

interface Held {
  readonly values?: readonly string[] | null;
  readonly numbers?: { readonly min: number; readonly max: number };
  readonly meanWords?: number;
}

function column(name: string, { values = null, numbers, meanWords = 1 }: Held): ColumnSummary {
  return {
    name,
    blank: 0,
    values: values?.map((value) => ({ value, count: 10 })) ?? null,
    numbers: numbers ?? null,
    meanWords,
  };
}

import { describe, expect, it } from 'vitest';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import { madeBy, pathTo, removedBy } from './lineage';

const [labeler] = buildLabelerRun().labelers;
if (labeler === undefined) throw new Error('The fixture has no labeler.');

describe('the lineage of a labeler', () => {
  it('leads from the first rules to a checkpoint, over champions alone', () => {
    expect(pathTo(labeler, labeler.currentId).map(({ id }) => id)).toEqual(['c0', 'c1', 'c2', 'c4', 'c5', 'c6']);
  });

  it('is empty for a checkpoint that is not there', () => {
    expect(pathTo(labeler, 'gone')).toEqual([]);
    expect(pathTo(labeler, null)).toEqual([]);
  });

  it('tells which checkpoint gave a rule its words', () => {
    const path = pathTo(labeler, labeler.currentId);
    expect(madeBy(path, 'how-to-1')?.id).toBe('c0');
    expect(madeBy(path, 'bug-2')?.id).toBe('c1');
    expect(madeBy(path, 'cancellation-1')?.id).toBe('c5');
    expect(removedBy(path, 'billing-2')?.id).toBe('c6');
  });
});

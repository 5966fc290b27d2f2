import { describe, expect, it } from 'vitest';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import { compareOptions } from './compare-options';

const [labeler] = buildLabelerRun().labelers;
if (labeler === undefined) throw new Error('The fixture has no labeler.');

describe('what the rules can be compared with', () => {
  it('is the checkpoint before, each step that changed them, and the first rules', () => {
    expect(compareOptions(labeler)).toEqual([
      { value: 'previous', label: 'vs previous', checkpointId: 'c5' },
      { value: 'step-5', label: 'vs step 5', checkpointId: 'c5' },
      { value: 'step-4', label: 'vs step 4', checkpointId: 'c4' },
      { value: 'step-2', label: 'vs step 2', checkpointId: 'c2' },
      { value: 'step-1', label: 'vs step 1', checkpointId: 'c1' },
      { value: 'first', label: 'vs first rules', checkpointId: 'c0' },
      { value: 'none', label: 'as they are', checkpointId: null },
    ]);
  });

  it('is nothing but later steps while the first rules are on the screen', () => {
    const values = compareOptions({ ...labeler, currentId: 'c0' }).map(({ value }) => value);
    expect(values).toEqual(['step-6', 'step-5', 'step-4', 'step-2', 'step-1', 'none']);
  });

  it('is what was imported, which no step has written, for rules from a file', () => {
    const checkpoints = labeler.checkpoints.map((each) => (each.parentId === null ? { ...each, step: null } : each));
    const labels = compareOptions({ ...labeler, checkpoints }).map(({ label }) => label);
    expect(labels).toContain('vs imported');
    expect(labels).not.toContain('vs first rules');
  });

  it('is nothing for a labeler without checkpoints', () => {
    const empty = { ...labeler, checkpoints: [], steps: [], currentId: null };
    expect(compareOptions(empty)).toEqual([{ value: 'none', label: 'as they are', checkpointId: null }]);
  });
});

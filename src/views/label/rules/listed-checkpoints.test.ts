import { describe, expect, it } from 'vitest';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import { lineageOf } from './listed-checkpoints';

const [labeler] = buildLabelerRun().labelers;
if (labeler === undefined) throw new Error('The fixture has no labeler.');

describe('the listed checkpoints', () => {
  it('are the champions, the latest first', () => {
    expect(lineageOf(labeler, 'champions').map(({ id }) => id)).toEqual(['c6', 'c5', 'c4', 'c2', 'c1', 'c0']);
  });

  it('hold a challenger that is on the screen, and all when asked for', () => {
    const restored = { ...labeler, currentId: 'c4-rival-1' };
    expect(lineageOf(restored, 'champions').map(({ id }) => id)).toContain('c4-rival-1');
    expect(lineageOf(labeler, 'all')).toHaveLength(labeler.checkpoints.length);
  });
});

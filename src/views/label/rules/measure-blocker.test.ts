import { describe, expect, it } from 'vitest';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import { measureBlocker } from './measure-blocker';

const rows = { validation: [], test: [] };

describe('reading the validation rows again', () => {
  it('needs rows', () => {
    expect(measureBlocker(buildLabelerRun())).toBeUndefined();
    expect(measureBlocker(buildLabelerRun({ rows, status: { status: 'stopped' } }))).toMatch(/yet/);
    expect(measureBlocker(buildLabelerRun({ rows, status: { status: 'imported', from: 'a.json' } }))).toMatch(
      /imported/,
    );
  });
});

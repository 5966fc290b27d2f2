import { describe, expect, it } from 'vitest';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import { exportedContent } from './exported-content';

const given = { name: 'Support triage', corrections: {} };
const run = buildLabelerRun();

describe('what is exported of a run', () => {
  it('is the rules on the screen, with the scorecard of the test rows', () => {
    const content = exportedContent(run, given);
    expect(content?.rulebook.labels.map(({ rules }) => rules.length)).toEqual([2, 1, 2, 2, 1]);
    expect(content).toMatchObject({ inputs: ['subject', 'body'], scores: { split: 'test', card: { total: 100 } } });
  });

  it('has no scorecard when these very rules were not scored', () => {
    const labelers = run.labelers.map((labeler) => ({ ...labeler, currentId: 'c4-rival-1' }));
    expect(exportedContent({ ...run, labelers }, given)).toMatchObject({ scores: null });
  });

  it('is nothing before there are rules', () => {
    expect(exportedContent({ ...run, labelers: [] }, given)).toBeNull();
  });
});

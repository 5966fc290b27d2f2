import { describe, expect, it } from 'vitest';
import { buildCandidate, buildProject, buildTurn } from '../testing/builders';
import { createMemoryStorage } from './memory-storage';

describe('storage in memory', () => {
  it('gives back no candidate that looks as if it were still being written', async () => {
    const { projects } = createMemoryStorage();
    const streaming = buildCandidate({ state: { status: 'streaming', text: 'Half an' } });
    const project = buildProject({ turns: [buildTurn({ candidates: [streaming] })] });
    await projects.save({ project, previous: null, expectedVersion: 0 });
    const loaded = await projects.load(project.id);
    expect(loaded?.project.turns[0]?.candidates[0]?.state).toEqual({ status: 'interrupted', text: 'Half an' });
  });
});

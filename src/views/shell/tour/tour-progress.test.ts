import { describe, expect, it } from 'vitest';
import {
  buildCandidate,
  buildConstitution,
  buildDocument,
  buildPrinciple,
  buildProject,
  buildTurn,
} from '../../../testing/builders';
import { timesDone } from './tour-progress';

describe('a step of the tour', () => {
  it('is done by a response that has come, not by a press of Run', () => {
    const waiting = buildTurn({ candidates: [buildCandidate({ state: { status: 'waiting' } })] });
    expect(timesDone('run', buildProject({ turns: [waiting] }))).toBe(0);
    expect(timesDone('run', buildProject({ turns: [waiting, buildTurn({ id: 'run2' })] }))).toBe(1);
  });

  it('is done by a principle that is there, and by one that is folded', () => {
    const listed = buildProject({ prompt: buildDocument({ principles: buildConstitution('Be brief.') }) });
    const folded = buildProject({ prompt: buildDocument({ principles: [buildPrinciple({ status: 'folded' })] }) });
    expect([timesDone('critique', buildProject()), timesDone('critique', listed)]).toEqual([0, 1]);
    expect([timesDone('fold', listed), timesDone('fold', folded)]).toEqual([0, 1]);
  });
});

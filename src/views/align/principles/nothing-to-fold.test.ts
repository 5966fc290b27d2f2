import { describe, expect, it } from 'vitest';
import { buildPrinciple } from '../../../testing/builders';
import { nothingToFold } from './nothing-to-fold';

describe('nothingToFold', () => {
  it('asks for a principle where there is none', () => {
    expect(nothingToFold([])).toMatch(/^Add a principle/);
  });

  it('says that the work is done where all are folded', () => {
    expect(nothingToFold([buildPrinciple({ status: 'folded' })])).toMatch(/carries every principle already/);
  });

  it('asks to turn one on where there is one that is off', () => {
    const principles = [buildPrinciple({ status: 'folded' }), buildPrinciple({ status: 'off' })];
    expect(nothingToFold(principles)).toMatch(/^Turn a principle on/);
  });
});

import { describe, expect, it } from 'vitest';
import { orAbstained } from './abstain';
import type { Prediction } from './prediction';

const sure: Prediction = { label: 'a', outcome: 'read', ruleId: 'r', confidence: 0.7, expert: 1 };

describe('a label below the wanted confidence', () => {
  it('is held back, with how sure it was and without the rule that led to it', () => {
    expect(orAbstained(sure, 0.71)).toEqual({ label: null, outcome: 'abstained', confidence: 0.7, expert: 1 });
  });

  it('is given at the border, without a border, and where nobody knows how sure it is', () => {
    expect(orAbstained(sure, 0.7)).toBe(sure);
    expect(orAbstained(sure, 0)).toBe(sure);
    const unknown: Prediction = { label: 'a', outcome: 'read' };
    expect(orAbstained(unknown, 1)).toBe(unknown);
  });

  it('is no other outcome', () => {
    const blocked: Prediction = { label: null, outcome: 'blocked' };
    expect(orAbstained(blocked, 1)).toBe(blocked);
  });
});

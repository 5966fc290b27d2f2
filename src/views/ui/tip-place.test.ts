import { describe, expect, it } from 'vitest';
import { placeTip } from './tip-place';

const tip = { width: 100, height: 24 };
const room = { width: 400, height: 300 };

describe('placeTip', () => {
  it('centres the tip under its target', () => {
    expect(placeTip({ target: { left: 180, top: 100, width: 40, height: 32 }, tip, room })).toEqual({
      left: 150,
      top: 138,
    });
  });

  it('goes above a target at the foot of the window', () => {
    expect(placeTip({ target: { left: 180, top: 260, width: 40, height: 32 }, tip, room })).toEqual({
      left: 150,
      top: 230,
    });
  });

  it('stays inside the window at both sides', () => {
    expect(placeTip({ target: { left: 0, top: 0, width: 32, height: 32 }, tip, room }).left).toBe(8);
    expect(placeTip({ target: { left: 368, top: 0, width: 32, height: 32 }, tip, room }).left).toBe(292);
  });
});

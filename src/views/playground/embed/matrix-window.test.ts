import { describe, expect, it } from 'vitest';
import { cellWindow, stepCell } from './matrix-window';

describe('the matrix of similarities', () => {
  it('asks for what is in sight and round it, and not again while it moves a little', () => {
    expect(cellWindow(0, 10)).toEqual({ from: 0, count: 10 });
    expect(cellWindow(60, 1000)).toEqual({ from: 25, count: 100 });
    expect(cellWindow(74, 1000)).toEqual(cellWindow(50, 1000));
    expect(cellWindow(990, 1000)).toEqual({ from: 950, count: 50 });
  });

  it('is walked by keys, and ends at its edges', () => {
    expect(stepCell([0, 1], 'ArrowRight', 3)).toEqual([0, 2]);
    expect(stepCell([0, 2], 'ArrowRight', 3)).toEqual([0, 2]);
    expect(stepCell([1, 1], 'ArrowUp', 3)).toEqual([0, 1]);
    expect(stepCell([1, 1], 'PageDown', 3)).toEqual([2, 1]);
    expect([stepCell([1, 1], 'Home', 3), stepCell([1, 1], 'End', 3)]).toEqual([
      [1, 0],
      [1, 2],
    ]);
    expect(stepCell([1, 1], 'a', 3)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { draggedWidth, pressedWidth } from './pane-width';

const limits = { min: 240, usual: 304, max: 560 };

describe('a pane that is dragged', () => {
  it.each([
    ['follows the pointer', 400, 400],
    ['stops at its least width', 150, 240],
    ['stops at its greatest width', 900, 560],
    ['is hidden when dragged most of the way to its edge', 119, 0],
    ['is hidden when dragged beyond its edge', -40, 0],
  ])('%s', (_, wanted, width) => {
    expect(draggedWidth(wanted, limits)).toBe(width);
  });
});

describe('a key on the separator', () => {
  const press = (key: string, given: { width?: number; edge?: 'start' | 'end' } = {}) =>
    pressedWidth({ key, width: 304, shownWidth: 304, edge: 'end', limits, ...given });

  it('moves it the way the arrow points, whichever edge it stands on', () => {
    expect(press('ArrowRight')).toBe(320);
    expect(press('ArrowLeft')).toBe(288);
    expect(press('ArrowRight', { edge: 'start' })).toBe(288);
    expect(press('ArrowLeft', { edge: 'start' })).toBe(320);
  });

  it('does not take the pane over its limits', () => {
    expect(press('ArrowLeft', { width: 245 })).toBe(240);
    expect(press('ArrowRight', { width: 559 })).toBe(560);
  });

  it('goes to the limits with Home and End', () => {
    expect(press('Home')).toBe(240);
    expect(press('End')).toBe(560);
  });

  it('hides the pane with Enter, and brings it back as wide as it was', () => {
    expect(press('Enter')).toBe(0);
    expect(press('Enter', { width: 0 })).toBe(304);
  });

  it('opens a hidden pane with the arrow away from its edge, and only with that one', () => {
    expect(press('ArrowRight', { width: 0 })).toBe(240);
    expect(press('ArrowLeft', { width: 0 })).toBe(0);
  });

  it('leaves other keys alone', () => {
    expect(press('Tab')).toBeNull();
    expect(press('a')).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { type Box, placeCard } from './tour-place';

const room = { width: 1440, height: 900 };
const card = { width: 300, height: 140 };

function covers(place: { readonly left: number; readonly top: number }, box: Box): boolean {
  return (
    place.left < box.left + box.width &&
    box.left < place.left + card.width &&
    place.top < box.top + box.height &&
    box.top < place.top + card.height
  );
}

describe('placeCard', () => {
  it('hangs under its target', () => {
    const target = { left: 970, top: 56, width: 120, height: 32 };
    const place = placeCard({ target, card, room, obstacles: [] });
    expect(place).toEqual({ left: 790, top: 100 });
  });

  it('goes above a target at the foot of the window', () => {
    const target = { left: 1130, top: 790, width: 290, height: 32 };
    const place = placeCard({ target, card, room, obstacles: [] });
    expect(place.top).toBe(790 - 12 - 140);
    expect(covers(place, target)).toBe(false);
  });

  it('moves to another side when a control is under the first one', () => {
    const target = { left: 600, top: 400, width: 100, height: 32 };
    const below = { left: 300, top: 440, width: 700, height: 200 };
    const place = placeCard({ target, card, room, obstacles: [below] });
    expect(covers(place, below)).toBe(false);
    expect(covers(place, target)).toBe(false);
  });

  it('stays inside a narrow window and off its target', () => {
    const phone = { width: 390, height: 844 };
    for (const top of [20, 150, 400, 700, 800]) {
      const target = { left: 300, top, width: 74, height: 40 };
      const place = placeCard({ target, card, room: phone, obstacles: [] });
      expect(place.left).toBeGreaterThanOrEqual(8);
      expect(place.left + card.width).toBeLessThanOrEqual(382);
      expect(place.top + card.height).toBeLessThanOrEqual(836);
      expect(covers(place, target)).toBe(false);
    }
  });
});

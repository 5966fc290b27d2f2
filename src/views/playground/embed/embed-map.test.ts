import { describe, expect, it } from 'vitest';
import type { MapPoint } from '../../../core/playground/playground-port';
import { mapGroups, markPath } from './map-groups';
import { placeLabels, placePoints, pointAt, stepPoint } from './map-layout';
import { placesWords, shortCosine } from './vector-words';

const point = (place: number, x: number, y: number, colour?: string): MapPoint => ({
  place,
  label: `Text ${place + 1}`,
  x,
  y,
  ...(colour !== undefined && { colour }),
});

describe('the map', () => {
  it('has both axes in one scale, with y upwards, within its room', () => {
    const placed = placePoints([point(0, 0, 0), point(1, 10, 5)], { width: 220, height: 200, margin: 10 });
    expect(placed.map(({ x, y }) => [x, y])).toEqual([
      [10, 150],
      [210, 50],
    ]);
  });

  it('shows one point, or several at one place, in its middle', () => {
    const placed = placePoints([point(0, 3, 3), point(1, 3, 3)], { width: 100, height: 60, margin: 10 });
    expect(placed.map(({ x, y }) => [x, y])).toEqual([
      [50, 30],
      [50, 30],
    ]);
    expect(placePoints([], { width: 100, height: 60, margin: 10 })).toEqual([]);
  });

  it('is walked by arrow keys to the next point ahead, and stays where there is none', () => {
    const placed = placePoints([point(0, 0, 0), point(1, 5, 0), point(2, 10, 1), point(3, 5, 8)], {
      width: 300,
      height: 300,
      margin: 10,
    });
    expect(stepPoint(placed, 0, 'ArrowRight')).toBe(1);
    expect(stepPoint(placed, 1, 'ArrowRight')).toBe(2);
    expect(stepPoint(placed, 1, 'ArrowUp')).toBe(3);
    expect(stepPoint(placed, 2, 'ArrowRight')).toBe(2);
    expect([stepPoint(placed, 2, 'Home'), stepPoint(placed, 0, 'End'), stepPoint(placed, 0, 'a')]).toEqual([
      0,
      3,
      null,
    ]);
  });

  it('answers a pointer with the nearest mark, and nothing far from all', () => {
    const placed = placePoints([point(0, 0, 0), point(1, 10, 0)], { width: 200, height: 100, margin: 10 });
    expect(pointAt(placed, { x: 14, y: 52 })).toBe(0);
    expect(pointAt(placed, { x: 100, y: 50 })).toBeNull();
  });

  it('has labels that cover neither points nor each other', () => {
    const crowd = Array.from({ length: 30 }, (_, place) => point(place, place % 3, Math.floor(place / 3) / 50));
    const placed = placePoints(crowd, { width: 500, height: 300, margin: 20 });
    const labels = placeLabels(placed, 500);
    expect(labels.length).toBeGreaterThan(0);
    expect(labels.length).toBeLessThan(30);
    expect(new Set(labels.map(({ x, y }) => `${x}/${y}`)).size).toBe(labels.length);
    const many = Array.from({ length: 41 }, (_, place) => point(place, place, place));
    expect(placeLabels(placePoints(many, { width: 500, height: 300, margin: 20 }), 500)).toEqual([]);
  });

  it('tells eight groups apart by shape, the most frequent first, and the rest as one', () => {
    const points = Array.from({ length: 30 }, (_, place) => point(place, 0, 0, `topic ${place % 12}`));
    const groups = mapGroups(points);
    expect(groups).toHaveLength(8);
    expect(groups.at(-1)).toMatchObject({ name: '5 others' });
    expect(groups.flatMap((group) => group.points)).toHaveLength(30);
    const shapes = groups.map(({ look }) => markPath(look, { x: 0, y: 0 }));
    expect(new Set(shapes).size).toBe(8);
  });
});

describe('words of Embed', () => {
  it('leave the zero of a cosine out', () => {
    expect([0.874, -0.12, 1, 0].map(shortCosine)).toEqual(['.87', '-.12', '1.00', '.00']);
  });

  it('name few places, and count the rest', () => {
    expect([[2], [2, 7], [1, 2, 3]].map(placesWords)).toEqual(['2', '2 and 7', '1, 2 and 3']);
    expect(placesWords(Array.from({ length: 20 }, (_, at) => at + 1))).toBe('1, 2, 3, 4, 5, 6, 7, 8 and 12 more');
  });
});

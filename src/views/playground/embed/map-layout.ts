import type { MapPoint } from '../../../core/playground/playground-port';

export interface PlacedPoint {
  readonly point: MapPoint;
  /** In CSS pixels. */
  readonly x: number;
  readonly y: number;
}

interface Room {
  readonly width: number;
  readonly height: number;
  /** On every side. */
  readonly margin: number;
}

/** Into the room, both axes by one scale, so that distances are comparable. */
export function placePoints(points: readonly MapPoint[], { width, height, margin }: Room): readonly PlacedPoint[] {
  const [left, right] = range(points.map(({ x }) => x));
  const [low, high] = range(points.map(({ y }) => y));
  const [wide, tall] = [width - 2 * margin, height - 2 * margin];
  const scale = Math.min(wide / (right - left || 1), tall / (high - low || 1));
  return points.map((point) => ({
    point,
    x: width / 2 + (point.x - (left + right) / 2) * scale,
    y: height / 2 - (point.y - (low + high) / 2) * scale,
  }));
}

function range(values: readonly number[]): readonly [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return values.length === 0 ? [0, 0] : [least, most];
}

/** The one at this place, if one is as near as a mark is large. */
export function pointAt(placed: readonly PlacedPoint[], at: { readonly x: number; readonly y: number }): number | null {
  let best: number | null = null;
  let least = 12 ** 2;
  for (const [index, { x, y }] of placed.entries()) {
    const distance = (x - at.x) ** 2 + (y - at.y) ** 2;
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const;

/** The next point in the direction of an arrow key: what lies ahead counts, what lies aside counts double. Null for other keys. */
export function stepPoint(placed: readonly PlacedPoint[], from: number, key: string): number | null {
  if (placed.length === 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return placed.length - 1;
  const here = placed[from];
  if (here === undefined || !isDirection(key)) return null;
  const [dx, dy] = directions[key];
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, { x, y }] of placed.entries()) {
    const ahead = (x - here.x) * dx + (y - here.y) * dy;
    const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
    const cost = ahead + 2 * aside;
    if (ahead > 0.01 && cost < least) [best, least] = [index, cost];
  }
  return best;
}

function isDirection(key: string): key is keyof typeof directions {
  return Object.hasOwn(directions, key);
}

export interface PlacedLabel {
  readonly index: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Number and first words beside a point, right or left of it, where nothing else stands; a map of many points has none. */
export function placeLabels(placed: readonly PlacedPoint[], width: number): readonly PlacedLabel[] {
  if (placed.length > mostLabels) return [];
  const taken = placed.map(({ x, y }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 }));
  const labels: PlacedLabel[] = [];
  for (const [index, { point, x, y }] of placed.entries()) {
    const number = String(point.place + 1);
    // The number alone where there is no room for more.
    for (const [text, side] of sides([`${number} ${shortened(point.label)}`, number])) {
      const wide = text.length * pixelsPerLetter;
      const left = side === 'right' ? x + 10 : x - 10 - wide;
      const box = { left, right: left + wide, top: y - 7, bottom: y + 7 };
      const isFree = left >= 0 && box.right <= width && !taken.some((other) => overlap(box, other));
      if (!isFree) continue;
      taken.push(box);
      labels.push({ index, text, x: left, y: y + 4 });
      break;
    }
  }
  return labels;
}

function sides(texts: readonly string[]): readonly (readonly [string, 'left' | 'right'])[] {
  return texts.flatMap((text) => [[text, 'right'] as const, [text, 'left'] as const]);
}

const mostLabels = 40;
/** Of 11.5 px letters, rather more than less. */
const pixelsPerLetter = 6.2;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function shortened(label: string): string {
  return label.length <= 22 ? label : `${label.slice(0, 21).trimEnd()}…`;
}

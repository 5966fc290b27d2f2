import type { MapPoint } from '../../../core/playground/playground-port';

/** Points of one value of the column that colours. */
export interface MapGroup {
  readonly name: string;
  readonly points: readonly MapPoint[];
  /** Place among shapes and colours; those beyond share the last. */
  readonly look: number;
}

const looks = 8;

/** The most frequent values first; the rest, where there are more than can be told apart, are one group. */
export function mapGroups(points: readonly MapPoint[]): readonly MapGroup[] {
  const byName = new Map<string, MapPoint[]>();
  for (const point of points) {
    const held = byName.get(point.colour ?? '');
    if (held === undefined) byName.set(point.colour ?? '', [point]);
    else held.push(point);
  }
  const sorted = [...byName].sort(([, one], [, other]) => other.length - one.length);
  if (sorted.length <= looks) return sorted.map(([name, held], look) => ({ name, points: held, look }));
  const rest = sorted.slice(looks - 1);
  return [
    ...sorted.slice(0, looks - 1).map(([name, held], look) => ({ name, points: held, look })),
    { name: `${rest.length} others`, points: rest.flatMap(([, held]) => held), look: looks - 1 },
  ];
}

/** SVG path of a shape round a point, in pixels. */
export function markPath(look: number, { x, y }: { readonly x: number; readonly y: number }, r = 5): string {
  const outline = (corners: readonly (readonly [number, number])[]) =>
    `M${corners.map(([dx, dy]) => `${round(x + dx * r)} ${round(y + dy * r)}`).join('L')}Z`;
  switch (look % looks) {
    case 0:
      return `M${round(x - r)} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
    case 1:
      return outline([
        [-0.9, -0.9],
        [0.9, -0.9],
        [0.9, 0.9],
        [-0.9, 0.9],
      ]);
    case 2:
      return outline([
        [0, -1.15],
        [1.15, 0.9],
        [-1.15, 0.9],
      ]);
    case 3:
      return outline([
        [0, -1.3],
        [1.3, 0],
        [0, 1.3],
        [-1.3, 0],
      ]);
    case 4:
      return outline([
        [0, 1.15],
        [1.15, -0.9],
        [-1.15, -0.9],
      ]);
    case 5:
      return `M${round(x - r)} ${round(y)}h${2 * r}M${round(x)} ${round(y - r)}v${2 * r}`;
    case 6:
      return `M${round(x - r)} ${round(y - r)}l${2 * r} ${2 * r}M${round(x + r)} ${round(y - r)}l${-2 * r} ${2 * r}`;
    default:
      return outline([
        [-1.1, 0],
        [-0.55, -1],
        [0.55, -1],
        [1.1, 0],
        [0.55, 1],
        [-0.55, 1],
      ]);
  }
}

const round = (value: number) => Math.round(value * 10) / 10;

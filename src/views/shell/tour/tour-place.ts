export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

interface PlaceInput {
  readonly target: Box;
  readonly card: Size;
  readonly room: Size;
  /** Controls of the page: the card goes where it covers fewest of them. */
  readonly obstacles: readonly Box[];
}

interface Place {
  readonly left: number;
  readonly top: number;
}

const gap = 12;
const edge = 8;

/**
 * Beside the target (below, above, right, left, in this order), inside the window, never over the target where that can be
 * helped, and over as few other controls as can be. In CSS pixels.
 */
export function placeCard({ target, card, room, obstacles }: PlaceInput): Place {
  const tried = candidates({ target, card, room }).map((place) => {
    const box = { ...place, ...card };
    const covered = obstacles.reduce((sum, obstacle) => sum + overlap(box, obstacle), 0);
    // Covering the target is worse than covering anything else.
    return { place, cost: covered + overlap(box, target) * 1000 };
  });
  const best = tried.reduce((least, next) => (next.cost < least.cost ? next : least));
  return best.place;
}

function candidates({ target, card, room }: Omit<PlaceInput, 'obstacles'>): readonly [Place, ...Place[]] {
  const columns = [
    target.left + target.width - card.width,
    target.left + target.width / 2 - card.width / 2,
    target.left,
  ];
  const rows = [target.top, target.top + target.height / 2 - card.height / 2, target.top + target.height - card.height];
  const below = target.top + target.height + gap;
  const above = target.top - gap - card.height;
  const inside = ({ left, top }: Place): Place => ({
    left: Math.round(Math.max(edge, Math.min(left, room.width - card.width - edge))),
    top: Math.round(Math.max(edge, Math.min(top, room.height - card.height - edge))),
  });
  const corner = inside({ left: room.width, top: room.height });
  return [
    inside({ left: columns[0] ?? 0, top: below }),
    ...columns.slice(1).map((left) => inside({ left, top: below })),
    ...columns.map((left) => inside({ left, top: above })),
    ...rows.map((top) => inside({ left: target.left + target.width + gap, top })),
    ...rows.map((top) => inside({ left: target.left - gap - card.width, top })),
    corner,
    inside({ left: 0, top: room.height }),
  ];
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

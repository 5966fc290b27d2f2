interface Step {
  readonly at: number;
  readonly key: string;
  readonly count: number;
}

/** Where an arrow key leads from a token: left and right by one, up and down to the nearest of the next line. Null: the key is none of these. */
export function tokenNextTo(group: Element, { at, key, count }: Step): number | null {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, at - 1);
    case 'ArrowRight':
      return Math.min(count - 1, at + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'ArrowUp':
      return onNextLine(group, { at, count, step: -1 });
    case 'ArrowDown':
      return onNextLine(group, { at, count, step: 1 });
    default:
      return null;
  }
}

function onNextLine(
  group: Element,
  { at, count, step }: { readonly at: number; readonly count: number; readonly step: 1 | -1 },
): number {
  const boxOf = (place: number) => group.querySelector(`[data-at="${place}"]`)?.getBoundingClientRect();
  const from = boxOf(at);
  if (from === undefined) return at;
  let line: number | null = null;
  let best = at;
  let distance = Number.POSITIVE_INFINITY;
  for (let place = at + step; place >= 0 && place < count; place += step) {
    const box = boxOf(place);
    if (box === undefined || Math.abs(box.top - from.top) < 4) continue;
    line ??= box.top;
    // A line further on.
    if (Math.abs(box.top - line) >= 4) break;
    const away = Math.abs(box.left - from.left);
    if (away < distance) {
      distance = away;
      best = place;
    }
  }
  return best;
}

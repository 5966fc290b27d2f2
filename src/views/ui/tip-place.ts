interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const GAP = 6;
const EDGE = 8;

/** Where a tip goes, in CSS pixels: under its target, above where there is no room under it, never out of the window. */
export function placeTip({ target, tip, room }: { readonly target: Box; readonly tip: Size; readonly room: Size }) {
  const under = target.top + target.height + GAP;
  const above = target.top - GAP - tip.height;
  const fitsUnder = under + tip.height + EDGE <= room.height;
  const centred = target.left + target.width / 2 - tip.width / 2;
  return {
    left: Math.round(Math.max(EDGE, Math.min(centred, room.width - tip.width - EDGE))),
    top: Math.round(fitsUnder || above < EDGE ? under : above),
  };
}

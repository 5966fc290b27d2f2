import { type RefObject, useEffect, useRef } from 'react';

interface PrincipleDrag {
  readonly list: RefObject<HTMLElement | null>;
  readonly onDrop: (principleId: string, beforeId: string | null) => void;
}

/** Called when the pointer reaches a row's handle. */
export type PrepareDrag = (handle: HTMLElement, principleId: string) => void;

/** Dragging is fetched and set up when a handle is reached for the first time; most sessions never drag. */
export function usePrincipleDrag({ list, onDrop }: PrincipleDrag): PrepareDrag {
  const drag = useRef<{ prepare: PrepareDrag; end: () => void } | null>(null);
  const drop = useRef(onDrop);
  useEffect(() => {
    drop.current = onDrop;
  }, [onDrop]);
  if (drag.current === null) drag.current = startDragging(list, (id, before) => drop.current(id, before));
  useEffect(() => () => drag.current?.end(), []);
  return drag.current.prepare;
}

function startDragging(list: RefObject<HTMLElement | null>, onDrop: PrincipleDrag['onDrop']) {
  const prepared = new WeakSet<HTMLElement>();
  let ends: (() => void)[] = [];
  let target: HTMLElement | null = null;

  async function load(handle: HTMLElement, principleId: string) {
    const { acceptDrops, makeDraggable } = await import('./drag-principles');
    const row = handle.closest('li');
    if (row === null || list.current === null) return;
    ends.push(makeDraggable({ row, handle, principleId }));
    if (target === list.current) return;
    target = list.current;
    ends.push(acceptDrops({ list: list.current, onDrop }));
  }

  return {
    prepare(handle: HTMLElement, principleId: string) {
      if (prepared.has(handle)) return;
      prepared.add(handle);
      // Offline without the file: the buttons move it all the same.
      load(handle, principleId).catch(() => prepared.delete(handle));
    },
    end() {
      for (const end of ends) end();
      ends = [];
      target = null;
    },
  };
}

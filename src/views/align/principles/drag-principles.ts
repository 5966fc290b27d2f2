import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { rowId } from './focus-row';

interface DraggableRow {
  readonly row: HTMLElement;
  readonly handle: HTMLElement;
  readonly principleId: string;
}

/** Lets a row be dragged by its handle. Returns the way to end it. */
export function makeDraggable({ row, handle, principleId }: DraggableRow): () => void {
  return draggable({
    element: row,
    dragHandle: handle,
    getInitialData: () => ({ principleId }),
    onDragStart: () => row.setAttribute('data-dragging', ''),
    onDrop: () => row.removeAttribute('data-dragging'),
  });
}

interface DropList {
  readonly list: HTMLElement;
  /** `beforeId` null: at the end. */
  readonly onDrop: (principleId: string, beforeId: string | null) => void;
}

/** One drop target for the whole list: 500 of them would have to be measured at every move of the pointer. */
export function acceptDrops({ list, onDrop }: DropList): () => void {
  let marked: Element | null = null;
  const mark = (row: Element | null, edge: 'before' | 'after') => {
    if (marked !== row) marked?.removeAttribute('data-drop');
    row?.setAttribute('data-drop', edge);
    marked = row;
  };
  return dropTargetForElements({
    element: list,
    canDrop: ({ source }) => typeof source.data.principleId === 'string',
    onDrag({ location }) {
      const { row, edge } = placeAt(list, location.current.input.clientY);
      mark(row, edge);
    },
    onDragLeave: () => mark(null, 'before'),
    onDrop({ source, location }) {
      mark(null, 'before');
      const { principleId } = source.data;
      if (typeof principleId !== 'string') return;
      const { row, edge } = placeAt(list, location.current.input.clientY);
      const before = edge === 'before' ? row : (row?.nextElementSibling ?? null);
      if (before?.id !== rowId(principleId)) onDrop(principleId, before?.getAttribute('data-principle') ?? null);
    },
  });
}

/** The row whose upper or lower half the pointer is in. */
function placeAt(list: HTMLElement, y: number): { readonly row: Element | null; readonly edge: 'before' | 'after' } {
  const rows = [...list.children];
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) < y) low = middle + 1;
    else high = middle;
  }
  const row = rows[low] ?? null;
  const box = row?.getBoundingClientRect();
  return { row, edge: box !== undefined && y > box.top + box.height / 2 ? 'after' : 'before' };
}

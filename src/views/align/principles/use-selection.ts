import { useCallback, useState } from 'react';
import { useActions, useStudioStore } from '../../use-studio';
import type { RowActions } from './use-row-actions';

/** Choosing several principles; null when nothing is being selected. Ids of deleted ones may stay in it. */
export function useSelection(actions: RowActions) {
  const store = useStudioStore();
  const { turnPrinciples } = useActions().align;
  const [selected, setSelected] = useState<ReadonlySet<string> | null>(null);

  const select = useCallback((id: string, isSelected: boolean) => {
    setSelected((before) => {
      const next = new Set(before ?? []);
      if (isSelected) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);

  const principles = () => store.getState().project.prompt.principles;
  const chosen = () => principles().filter(({ id }) => selected?.has(id));
  const idsNot = (status: 'on' | 'off') =>
    chosen()
      .filter((principle) => principle.status !== status)
      .map(({ id }) => id);

  return {
    selected,
    select,
    start: () => setSelected(new Set()),
    bar: {
      count: chosen().length,
      onAll: () => setSelected(new Set(principles().map(({ id }) => id))),
      onTurn: (to: 'on' | 'off') => turnPrinciples(idsNot(to), to),
      onDelete() {
        actions.remove(chosen().map(({ id }) => id));
        setSelected(null);
      },
      onDone: () => setSelected(null),
    },
  };
}

import { useEffect } from 'react';
import { principleNumber } from '../../../core/constitution/edit-constitution';
import { announce } from '../../ui/announce';
import { useStudio, useStudioStore } from '../../use-studio';

/** Says what has just arrived to those who do not see it arrive. */
export function FreshNews() {
  const store = useStudioStore();
  const fresh = useStudio((state) => state.align.fresh);
  useEffect(() => {
    if (fresh === null) return;
    const { principles } = store.getState().project.prompt;
    const text = principles.find(({ id }) => id === fresh.principleId)?.text ?? '';
    const n = principleNumber(principles, fresh.principleId);
    switch (fresh.change) {
      case 'add':
        return announce(`Principle ${n} added: ${text}`);
      case 'edit':
        return announce(`Principle ${n} changed: ${text}`);
      case 'delete':
        return announce('A principle was deleted. Undo brings it back.');
    }
  }, [fresh, store]);
  return null;
}

import type { Principle } from '../../../core/constitution/principle';

/** `5 of 6 on`; what the prompt carries already counts apart: `2 of 3 on, 4 folded`. Empty for none. */
export function stateWords(principles: readonly Principle[]): string {
  const count = (status: Principle['status']) => principles.filter((principle) => principle.status === status).length;
  const folded = count('folded');
  const others = principles.length - folded;
  return [others > 0 && `${count('on')} of ${others} on`, folded > 0 && `${folded} folded`].filter(Boolean).join(', ');
}

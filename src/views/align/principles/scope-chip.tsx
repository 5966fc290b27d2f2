import type { PrincipleCondition } from '../../../core/constitution/principle';
import { Chip } from '../../ui/chip';

/** That a principle holds only when what it begins with is so. What always holds has no chip. */
export function ScopeChip({ when }: { readonly when: PrincipleCondition }) {
  return (
    <Chip
      icon={when.scope === 'turn' ? 'return' : 'clock'}
      title={`${when.scope === 'turn' ? 'Holds at each turn of this kind' : 'Holds from then on in a conversation'}: ${when.trigger}`}
    >
      {when.scope === 'turn' ? 'Per turn' : 'From then on'}
    </Chip>
  );
}

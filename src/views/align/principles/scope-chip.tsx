import type { PrincipleCondition } from '../../../core/constitution/principle';
import { Chip } from '../../ui/chip';

/** When a principle holds, in the words that it begins with. What always holds has none. */
export function ScopeChip({ when }: { readonly when: PrincipleCondition }) {
  return (
    <Chip
      icon={when.scope === 'turn' ? 'return' : 'clock'}
      className="max-w-full [&>span]:truncate"
      title={when.scope === 'turn' ? 'Holds at the turns of this kind' : 'Holds from then on in a conversation'}
    >
      <span>{when.trigger}</span>
    </Chip>
  );
}

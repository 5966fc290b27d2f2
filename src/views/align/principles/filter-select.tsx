import type { Studio } from '../../../store/studio';
import { Select } from '../../ui/select';
import type { PrincipleFilter } from './listed-principles';

interface FilterSelectProps {
  readonly filter: PrincipleFilter;
  readonly onFilter: (filter: PrincipleFilter) => void;
}

/** There is something to choose among: a bot, and principles that hold not always. */
export function isFilterOffered({ project }: Studio): boolean {
  return project.mode === 'chat' && project.prompt.principles.some(({ when }) => when !== undefined);
}

/** Which principles are listed. */
export function FilterSelect({ filter, onFilter }: FilterSelectProps) {
  const options = [...filters, ...(typeof filter === 'string' ? [] : [{ value: 'these', label: filter.label }])];
  return (
    <Select
      label="Show"
      hideLabel
      className="px-1.5 pb-2"
      value={typeof filter === 'string' ? filter : 'these'}
      options={options}
      onPick={(value) => onFilter(filters.find((one) => one.value === value)?.value ?? filter)}
    />
  );
}

const filters = [
  { value: 'all', label: 'All principles' },
  { value: 'always', label: 'Those that always hold' },
  { value: 'turn', label: 'Those that hold per turn' },
  { value: 'conversation', label: 'Those that hold from then on' },
] as const;

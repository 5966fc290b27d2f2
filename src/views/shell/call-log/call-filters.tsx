import type { CallRecord } from '../../../core/model/call-record';
import { Select } from '../../ui/select';
import { TextInput } from '../../ui/text-input';
import { type LoggedPurpose, purposeWords } from './call-words';
import { type CallFilter, modelsOf } from './filter-calls';

interface CallFiltersProps {
  readonly calls: readonly CallRecord[];
  readonly filter: CallFilter;
  readonly onFilter: (filter: CallFilter) => void;
}

export function CallFilters({ calls, filter, onFilter }: CallFiltersProps) {
  const models = modelsOf(calls).map(({ key, name }) => ({ value: key, label: name }));
  return (
    <search className="call-filters">
      <TextInput
        label="Search calls"
        type="search"
        value={filter.text}
        onText={(text) => onFilter({ ...filter, text })}
      />
      <Select
        label="Purpose"
        value={filter.purpose}
        options={purposeOptions}
        onPick={(purpose) => onFilter({ ...filter, purpose })}
      />
      <Select
        label="Model"
        value={filter.model}
        options={[{ value: 'all', label: 'Every model' }, ...models]}
        onPick={(model) => onFilter({ ...filter, model })}
      />
      <Select
        label="Outcome"
        value={filter.outcome}
        options={outcomeOptions}
        onPick={(outcome) => onFilter({ ...filter, outcome })}
      />
    </search>
  );
}

const purposeOptions: readonly { readonly value: CallFilter['purpose']; readonly label: string }[] = [
  { value: 'all', label: 'Every purpose' },
  // Object.entries widens the keys.
  ...(Object.entries(purposeWords) as [LoggedPurpose, string][]).map(([value, label]) => ({ value, label })),
];

const outcomeOptions: readonly { readonly value: CallFilter['outcome']; readonly label: string }[] = [
  { value: 'all', label: 'Every outcome' },
  { value: 'answered', label: 'Answered' },
  { value: 'failed', label: 'Failed' },
  { value: 'cancelled', label: 'Cancelled' },
  { value: 'running', label: 'Running' },
];

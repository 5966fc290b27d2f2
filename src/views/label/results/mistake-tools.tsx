import { Select } from '../../ui/select';
import { TextInput } from '../../ui/text-input';
import { type MistakeFilter, type MistakeOrder, mistakeOrders, orderNames } from './mistake-list';
import type { ReadRow } from './shown-evaluation';

interface MistakeToolsProps {
  readonly rows: readonly ReadRow[];
  readonly labels: readonly string[];
  readonly filter: MistakeFilter;
  readonly onFilter: (filter: MistakeFilter) => void;
  readonly order: MistakeOrder;
  readonly onOrder: (order: MistakeOrder) => void;
}

/** Search, filters and order of the table of mistakes. */
export function MistakeTools({ rows, labels, filter, onFilter, order, onOrder }: MistakeToolsProps) {
  const hasConfidence = rows.some(({ prediction }) => prediction.confidence !== undefined);
  return (
    <div className="mistake-tools">
      <TextInput
        label="Search in rows"
        type="search"
        value={filter.search}
        onText={(search) => onFilter({ ...filter, search })}
      />
      <Select
        label="Golden label"
        value={filter.golden ?? ''}
        options={[any, ...labels.map((label) => ({ value: label, label }))]}
        onPick={(label) => onFilter({ ...filter, golden: label === '' ? null : label })}
      />
      <Select
        label="Read as"
        value={predictedKey(filter)}
        options={[
          any,
          ...labels.map((label) => ({ value: `label:${label}`, label })),
          { value: 'unread', label: 'Unread' },
        ]}
        onPick={(key) => onFilter({ ...filter, ...predictedOf(key) })}
      />
      <Select
        label="Order"
        value={order}
        options={mistakeOrders
          .filter((each) => hasConfidence || !each.endsWith('sure'))
          .map((value) => ({ value, label: orderNames[value] }))}
        onPick={onOrder}
      />
    </div>
  );
}

const any = { value: '', label: 'Any' };

function predictedKey({ predicted }: MistakeFilter): string {
  if (predicted === null) return '';
  return predicted.kind === 'unread' ? 'unread' : `label:${predicted.label}`;
}

function predictedOf(key: string): Pick<MistakeFilter, 'predicted'> {
  if (key === '') return { predicted: null };
  return { predicted: key === 'unread' ? { kind: 'unread' } : { kind: 'label', label: key.slice('label:'.length) } };
}

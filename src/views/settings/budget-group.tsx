import { budgetWords, totalsWords } from '../shared/session-words';
import { NumberInput } from '../ui/number-input';
import { useActions, useStudio } from '../use-studio';
import { Group } from './group';

const limits = [
  { key: 'calls', label: 'Calls per session' },
  { key: 'tokens', label: 'Tokens per session' },
] as const;

export function BudgetGroup() {
  const budget = useStudio((state) => state.settings.budget);
  const totals = useStudio((state) => state.totals);
  const { updateSettings } = useActions().settings;
  return (
    <Group
      section="budget"
      title="Budget"
      about="What one session may use. Calls beyond the limit are blocked. Models on this device are free."
    >
      <div className="two">
        {limits.map(({ key, label }) => (
          <NumberInput
            key={key}
            label={label}
            placeholder="No limit"
            optional
            min={1}
            step={1}
            value={budget[key] ?? undefined}
            onNumber={(limit) => updateSettings({ budget: { ...budget, [key]: limit ?? null } })}
          />
        ))}
      </div>
      <p className="hint">
        This session: {totalsWords(totals.all)}. Budget: {budgetWords(totals.paid, budget)}.
      </p>
    </Group>
  );
}

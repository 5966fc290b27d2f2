import { budgetWords, totalsWords } from '../shared/session-words';
import { NumberInput } from '../ui/number-input';
import { useActions, useStudio } from '../use-studio';
import { Group } from './group';

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
        <NumberInput
          label="Calls per session"
          placeholder="No limit"
          optional
          min={1}
          step={1}
          value={budget.calls ?? undefined}
          onNumber={(calls) => updateSettings({ budget: { ...budget, calls: calls ?? null } })}
        />
        <NumberInput
          label="Tokens per session"
          placeholder="No limit"
          optional
          min={1}
          step={1}
          value={budget.tokens ?? undefined}
          onNumber={(tokens) => updateSettings({ budget: { ...budget, tokens: tokens ?? null } })}
        />
      </div>
      <p className="hint">
        This session: {totalsWords(totals.all)}. Budget: {budgetWords(totals.paid, budget)}.
      </p>
    </Group>
  );
}

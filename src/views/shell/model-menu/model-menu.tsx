import { modelKey } from '../../../core/model/model-ref';
import { useModelOptions } from '../../shared/models/use-model-options';
import { budgetWords, totalsWords } from '../../shared/session-words';
import { Button } from '../../ui/button';
import { Select } from '../../ui/select';
import { useActions, useStudio } from '../../use-studio';
import { goTo } from '../use-route';
import { ModelProblems } from './model-problems';
import { RecentModels } from './recent-models-list';
import { TestModel } from './test-model';

const same = 'same';

/** What the header's few words stand for: both models, how they are, and what to do. */
export function ModelMenu({ onLeave }: { readonly onLeave: () => void }) {
  const { promptModel, alignmentModel, budget } = useStudio((state) => state.settings);
  const totals = useStudio((state) => state.totals);
  const { updateSettings } = useActions().settings;
  const options = useModelOptions();
  const refOf = (value: string) => options.find((option) => option.value === value)?.ref;
  return (
    <div className="grid w-[320px] max-w-full grid-cols-[minmax(0,1fr)] gap-3">
      <ModelProblems />
      <Select
        label="Prompt model"
        value={modelKey(promptModel)}
        options={options}
        onPick={(value) => updateSettings({ promptModel: refOf(value) ?? promptModel })}
      />
      <Select
        label="Alignment model"
        value={alignmentModel === null ? same : modelKey(alignmentModel)}
        options={[{ value: same, label: 'Same as prompt model' }, ...options]}
        onPick={(value) => updateSettings({ alignmentModel: refOf(value) ?? null })}
      />
      <RecentModels options={options} />
      <TestModel />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 border-t border-line pt-3 text-small">
        <dt className="text-ink-3">This session</dt>
        <dd>{totalsWords(totals.all)}</dd>
        <dt className="text-ink-3">Budget</dt>
        <dd>{budgetWords(totals.paid, budget)}</dd>
      </dl>
      <Button
        onClick={() => {
          onLeave();
          goTo('settings');
        }}
      >
        Open Settings
      </Button>
    </div>
  );
}

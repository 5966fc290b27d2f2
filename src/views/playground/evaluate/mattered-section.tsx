import { Button } from '../../ui/button';
import { DetailsSection } from '../../ui/details-section';
import { Select } from '../../ui/select';
import { usePlayground, usePlaygroundActions, usePlaygroundWork } from '../use-playground';
import { foundBlocker, foundSum } from './found-words';
import { useJobBlocker } from './use-job-blocker';

/** Leaves each part of the prompt out, one at a time, and measures what that changes. */
export function MatteredSection() {
  const unit = usePlaygroundWork(({ evaluate }) => evaluate.unit);
  const found = usePlayground((state) => state.matteredFound);
  const { setEvaluate, whatMattered } = usePlaygroundActions();
  const blocker = useJobBlocker(foundBlocker(found, 'Type a prompt and an expected completion first.'));
  return (
    <DetailsSection title="What mattered" sum={foundSum(found)} startsOpen>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2">
        <Select
          label="What is left out"
          hideLabel
          value={unit}
          options={units}
          onPick={(next) => setEvaluate({ unit: next })}
        />
        <Button unavailable={blocker} onClick={() => void whatMattered()}>
          What mattered
        </Button>
      </div>
      <p className="hint">
        Leaves out one {unit} of the prompt at a time, and measures how much the log-probability drops.
      </p>
    </DetailsSection>
  );
}

const units = [
  { value: 'word', label: 'each word' },
  { value: 'sentence', label: 'each sentence' },
  { value: 'paragraph', label: 'each paragraph' },
] as const;

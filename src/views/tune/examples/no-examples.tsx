import { tuningSamples } from '../../../core/tuning/samples';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { isUntouched, useTuneActions, useTuning } from '../use-tune';

/** Before the first run: what will be here, and the one button that leads there. */
export function NoExamples() {
  const tune = useTuneActions();
  const isBlank = useTuning(isUntouched);
  const [first] = tuningSamples;
  if (!isBlank || first === undefined)
    return (
      <EmptyState heading="h2" title="No examples yet">
        Try one prompt above. Generate then makes an example of every prompt, and they are cleaned here.
      </EmptyState>
    );
  return (
    <EmptyState
      heading="h2"
      title="Fine-tuning data from prompts"
      action={
        <Button variant="primary" onClick={() => void tune.openSampleConstitution(first.key)}>
          Open the sample “{first.name}”
        </Button>
      }
    >
      A model answers your prompts, criticises and revises its answers by a constitution, or compares two of them. What
      it makes is cleaned here and taken away as files that trainers read.
    </EmptyState>
  );
}

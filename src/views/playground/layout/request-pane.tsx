import type { PlaygroundTask } from '../../../core/playground/playground-work';
import { Pane, PaneBody, PaneHead } from '../../ui/pane';
import { Segmented } from '../../ui/radio-group';
import { CompleteSetup } from '../complete/complete-setup';
import { EmbedSetup } from '../embed/embed-setup';
import { EvaluateSetup } from '../evaluate/evaluate-setup';
import { ModelsButton } from '../models/models-button';
import { TokensSection } from '../tokens/tokens-section';
import { usePlaygroundActions, useTask } from '../use-playground';

/** Left pane: the task, and all that it is asked with. */
export function RequestPane() {
  const task = useTask();
  const { setTask } = usePlaygroundActions();
  return (
    <Pane label="Request">
      <h2 className="sr-only">Request</h2>
      <PaneHead>
        <Segmented className="flex-1" label="Task" value={task} options={tasks} onPick={setTask} />
      </PaneHead>
      <PaneBody flush>
        <Setup task={task} />
        <TokensSection />
        <div className="px-2.5 py-2">
          <ModelsButton />
        </div>
      </PaneBody>
    </Pane>
  );
}

const tasks = [
  { value: 'complete', label: 'Complete' },
  { value: 'evaluate', label: 'Evaluate' },
  { value: 'embed', label: 'Embed' },
] as const;

function Setup({ task }: { readonly task: PlaygroundTask }) {
  switch (task) {
    case 'complete':
      return <CompleteSetup />;
    case 'evaluate':
      return <EvaluateSetup />;
    case 'embed':
      return <EmbedSetup />;
  }
}

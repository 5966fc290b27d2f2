import type { PlaygroundTask } from '../../../core/playground/playground-work';
import { Pane, PaneHead } from '../../ui/pane';
import { CompleteResult } from '../complete/complete-result';
import { EmbedResult } from '../embed/embed-result';
import { EvaluateResult } from '../evaluate/evaluate-result';
import { useTask } from '../use-playground';
import { ResultLine } from './result-line';
import { RunButtons } from './run-buttons';

/** What came of it, under the buttons that start and stop it. */
export function ResultPane() {
  const task = useTask();
  return (
    <Pane label="Result" ground="surface">
      <PaneHead className="border-line border-b bg-surface max-medium:flex-wrap max-medium:py-2">
        <h2>Result</h2>
        <ResultLine task={task} />
        <RunButtons task={task} />
      </PaneHead>
      <Result task={task} />
    </Pane>
  );
}

function Result({ task }: { readonly task: PlaygroundTask }) {
  switch (task) {
    case 'complete':
      return <CompleteResult />;
    case 'evaluate':
      return <EvaluateResult />;
    case 'embed':
      return <EmbedResult />;
  }
}

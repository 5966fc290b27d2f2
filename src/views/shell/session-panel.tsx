import { modelName } from '../../core/model/model-ref';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { useStudio } from '../use-studio';
import { budgetWords, totalsWords } from './session-words';
import { goTo } from './use-route';

interface SessionPanelProps {
  readonly problem: string | null;
  readonly onLeave: () => void;
}

export function SessionPanel({ problem, onLeave }: SessionPanelProps) {
  const { promptModel, alignmentModel, budget, privateMode } = useStudio((state) => state.settings);
  const totals = useStudio((state) => state.totals);
  return (
    <div className="session">
      {problem !== null && <Notice tone="warn">{problem.charAt(0).toUpperCase() + problem.slice(1)}</Notice>}
      {privateMode && (
        <Notice icon="lock">“Data never leaves this device” is on: every call over the network is refused.</Notice>
      )}
      <dl>
        <dt>Prompt model</dt>
        <dd>{modelName(promptModel)}</dd>
        <dt>Alignment model</dt>
        <dd>{alignmentModel === null ? 'The same' : modelName(alignmentModel)}</dd>
        <dt>This session</dt>
        <dd>{totalsWords(totals.all)}</dd>
        <dt>Budget</dt>
        <dd>{budgetWords(totals.paid, budget)}</dd>
      </dl>
      <Button
        onClick={() => {
          onLeave();
          goTo('settings');
        }}
      >
        Choose models
      </Button>
    </div>
  );
}

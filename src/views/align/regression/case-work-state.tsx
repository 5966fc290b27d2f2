import { CallFailure } from '../../shared/failure/call-failure';
import { OutcomeButtons } from '../../shared/failure/outcome-buttons';
import { Button } from '../../ui/button';
import { ProgressBar } from '../../ui/progress-bar';
import { useActions, useStudio } from '../../use-studio';

/** How far the run of the cases is, or why it ended before its end. */
export function CaseWorkState() {
  const { stop, retry } = useActions().cases;
  const work = useStudio(({ align }) => align.caseWork);
  const isOfFormer = useStudio(
    ({ align: { caseWork }, project }) => caseWork?.status === 'running' && caseWork.document !== project.prompt,
  );
  if (work === null) return null;
  if (work.status === 'failed') {
    const { error } = work;
    return (
      <CallFailure
        error={error}
        actions={(helpful) => (
          <OutcomeButtons actions={helpful} failed={{ purposes: ['respond', 'judge-case'], error }} onRetry={retry} />
        )}
      >
        {work.task === 'cases'
          ? 'What was answered is kept. Run the cases again to go on.'
          : 'What was found out is kept. Find out again to go on.'}
      </CallFailure>
    );
  }
  const { done, total, task } = work;
  return (
    <div className="grid grid-cols-[1fr_auto] items-center gap-2">
      <ProgressBar
        label={task === 'cases' ? 'Pinned cases' : 'Effect of principles'}
        value={done}
        max={total}
        text={`${done} of ${total} answers judged`}
      />
      <Button icon="stop" label="Stop pinned cases" tip="What was answered is kept." onClick={stop}>
        Stop
      </Button>
      {isOfFormer && (
        <p className="col-span-2 text-small" role="status">
          The prompt was changed since this run began: what comes of it is kept for the version before. Run the cases
          again for this one.
        </p>
      )}
    </div>
  );
}

import { type CSSProperties, useEffect, useState } from 'react';
import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { perMinuteOf } from '../../../store/label/call-limits';
import type { CheckState, TrainingState } from '../../../store/label/label-state';
import { CallPace } from '../../jobs/call-pace';
import { counted, whole } from '../../shared/counted';
import { estimateWords, roughCount, roughTime } from '../../shared/estimate-words';
import { LinkButton } from '../../ui/link-button';
import { useStudio } from '../../use-studio';
import { faultWords } from '../results/fault-words';
import { showFaults } from '../results/faults';
import {
  activityWords,
  estimateError,
  progressValueText,
  type StepProgress,
  secondsLeft,
  stepProgress,
} from './progress';
import { endWords } from './run-state';

interface RunFactsProps {
  readonly run: LabelerRun | null;
  readonly training: TrainingState | null;
  readonly check: CheckState;
  /** Why Train cannot be pressed. */
  readonly blocker: string | undefined;
}

/** The middle of the run bar: what happens now, or what a press of Train would cost. */
export function RunFacts({ run, training, check, blocker }: RunFactsProps) {
  if (training !== null && run !== null) return <Underway run={run} training={training} />;
  return (
    <div className="prog">
      {run !== null && run.status.status !== 'imported' && <Past run={run} blocker={blocker} />}
      {run?.status.status === 'imported' && (
        <p className="facts small">
          <span className="clip">From {run.status.from}. Its rules can be edited, and label new rows.</span>
        </p>
      )}
      {run === null && (
        <p className="facts small">
          <span>{blocker ?? readyWords(check)}</span>
        </p>
      )}
    </div>
  );
}

function readyWords(check: CheckState): string {
  if (check.status === 'ready') return `Ready to train: about ${estimateWords(check.check.estimate)}.`;
  return check.status === 'checking' ? 'Working out what training will cost.' : 'Ready to train.';
}

function Underway({ run, training }: { readonly run: LabelerRun; readonly training: TrainingState }) {
  const ms = useElapsed(training.startedAt);
  const progress = stepProgress(run);
  const perMinute = useStudio(({ settings }) => (run.settings ? perMinuteOf(run.settings.evalModel, settings) : null));
  const left = secondsLeft(run, { ms, calls: run.spent.calls - training.callsBefore, perMinute });
  const { status } = run.status;
  const doing = run.status.status === 'training' ? activityWords(run.status.activity, progress.steps) : null;
  return (
    <div className="prog">
      <p className="facts small">
        {doing === null ? (
          <span className="doing">
            <b>{progress.present === 0 ? 'First rules' : `Step ${progress.present}`}</b>
            {progress.present === 0 ? '' : ` of ${progress.steps}`}: {status === 'paused' ? 'paused' : 'not running'}
          </span>
        ) : (
          <span className="doing clip">
            <b>{doing.where}</b>
            {doing.what}
          </span>
        )}
        <Calls run={run} />
        <Tokens run={run} />
        <FaultCount run={run} />
        {left !== null && status === 'training' && (
          <span className="left">
            <b>About {roughTime(left)}</b> left
          </span>
        )}
      </p>
      <Steps progress={progress} text={progressValueText(progress, status === 'training' ? left : null)} />
      {status === 'training' && <CallPace model={run.settings?.evalModel ?? null} className="facts pace small" />}
    </div>
  );
}

function Past({ run, blocker }: Pick<RunFactsProps, 'blocker'> & { readonly run: LabelerRun }) {
  const progress = stepProgress(run);
  const said = blocker ?? endWords(run);
  return (
    <>
      <p className="facts small" title={estimateError(run) ?? undefined}>
        <span>
          <b>{counted(progress.done, 'step')}</b> of {progress.steps}
        </span>
        <Calls run={run} />
        <Tokens run={run} />
        <FaultCount run={run} />
        {said !== null && (
          <span className="said clip" title={said}>
            {said}
          </span>
        )}
      </p>
      <Steps progress={progress} text={`${counted(progress.done, 'step')} of ${progress.steps} done`} />
    </>
  );
}

/** Calls that failed or were blocked, and the way to what was wrong with them. */
function FaultCount({ run: { faults } }: { readonly run: LabelerRun }) {
  const words = faultWords(faults);
  return (
    words && (
      <LinkButton className="warn" onClick={showFaults}>
        {words}
      </LinkButton>
    )
  );
}

function Calls({ run: { spent, estimate } }: { readonly run: LabelerRun }) {
  return (
    <span>
      <b>{whole(spent.calls)}</b>
      {estimate === null ? ' calls' : ` of about ${whole(estimate.calls)} calls`}
    </span>
  );
}

function Tokens({ run: { spent } }: { readonly run: LabelerRun }) {
  return (
    <span className="tok">
      {spent.estimated === true && 'about '}
      <b>{roughCount(spent.inputTokens + spent.outputTokens)}</b> tokens
      {spent.thoughtTokens !== undefined && `, ${roughCount(spent.thoughtTokens)} of them thinking`}
    </span>
  );
}

function Steps({ progress, text }: { readonly progress: StepProgress; readonly text: string }) {
  const { done, steps, part } = progress;
  return (
    <div
      className="steps"
      role="progressbar"
      aria-label="Training progress"
      aria-valuemin={0}
      aria-valuemax={Math.max(1, steps)}
      aria-valuenow={Math.min(steps, done + part)}
      aria-valuetext={text}
      style={{ gridTemplateColumns: `repeat(${steps > 60 ? 1 : Math.max(1, steps)}, 1fr)` }}
    >
      {steps > 60 ? (
        <i className="part" style={{ '--part': (done + part) / steps } as CSSProperties /* a custom property */} />
      ) : (
        Array.from({ length: Math.max(1, steps) }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <Segment key={place} place={place} {...progress} />
        ))
      )}
    </div>
  );
}

function Segment({ place, done, part }: StepProgress & { readonly place: number }) {
  if (place < done) return <i className="done" />;
  if (place > done || part === 0) return <i />;
  return <i className="part" style={{ '--part': part } as CSSProperties /* a custom property */} />;
}

/** Milliseconds since then, told every two seconds. */
function useElapsed(startedAt: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 2000);
    return () => window.clearInterval(timer);
  }, []);
  return Math.max(0, now - Date.parse(startedAt));
}

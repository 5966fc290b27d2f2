import { useEffect, useState } from 'react';
import type { TuningSettings } from '../../../core/tuning/run/tuning-settings';
import type { TuningRun } from '../../../core/tuning/run/tuning-work';
import type { PromptsState } from '../../../store/tune/tune-state';
import { CallPace } from '../../jobs/call-pace';
import { counted, whole } from '../../shared/counted';
import { roughCount, roughTime, spokenTime } from '../../shared/estimate-words';
import { classNames } from '../../ui/class-names';
import { useTuning } from '../use-tune';
import { lanesOf, likelyWords, mostCalls, secondsLeft } from './run-words';

interface GenerationFactsProps {
  readonly run: TuningRun | null;
  /** Of this tab, where the run goes on in it. */
  readonly active: { readonly startedAt: string } | null;
  readonly prompts: PromptsState;
  /** Why Generate cannot be pressed. */
  readonly blocker: string | undefined;
}

/** The middle of the run bar: how far the run is, or what a press of Generate would cost. */
export function GenerationFacts({ run, active, prompts, blocker }: GenerationFactsProps) {
  const settings = useTuning((work) => work.settings);
  if (run === null)
    return (
      <div className={boxLook}>
        <p className="text-ink-2 text-small">{blocker ?? readyWords(prompts, settings)}</p>
      </div>
    );
  if (run.broughtIn !== undefined)
    return (
      <div className={boxLook}>
        <p className="truncate text-ink-2 text-small">
          {counted(run.total, 'pair')} of {run.broughtIn}, brought in without a call
        </p>
      </div>
    );
  return <OfRun key={`${run.id} ${active?.startedAt ?? ''}`} run={run} active={active} blocker={blocker} />;
}

function readyWords(prompts: PromptsState, settings: TuningSettings): string {
  const likely = prompts.status === 'ready' ? likelyWords(prompts.found, settings) : null;
  if (likely !== null) return `Ready: ${likely.calls} · ${likely.rest}.`;
  return prompts.status === 'checking' ? 'Working out what it will cost.' : 'Ready to generate.';
}

function OfRun({
  run,
  active,
  blocker,
}: Pick<GenerationFactsProps, 'active' | 'blocker'> & { readonly run: TuningRun }) {
  const left = useSecondsLeft(run, active);
  const isRunning = run.status.status === 'running';
  const most = mostCalls(run);
  return (
    <div className={boxLook}>
      <p className={factsLook}>
        <span>
          <b className={figureLook}>{whole(run.done)}</b> of {counted(run.total, 'prompt')}
        </span>
        <span>
          <b className={figureLook}>{whole(run.calls)}</b>{' '}
          {most === null ? (
            <span title="Replies that were of no use were asked for again">calls</span>
          ) : (
            <>
              of <span className="max-medium:hidden">at most </span>
              {whole(most)} calls
            </>
          )}
        </span>
        <span className="max-full:hidden">
          <b className={figureLook}>{roughCount(run.tokens)}</b> tokens
        </span>
        {run.failed > 0 && <span className="text-warn">{whole(run.failed)} failed</span>}
        {isRunning && left !== null && (
          <span className={endLook}>
            <b className={figureLook}>About {roughTime(left)}</b> left
          </span>
        )}
        {!isRunning && blocker !== undefined && (
          <span className="ml-auto min-w-0 truncate max-medium:ml-0 max-medium:whitespace-normal" title={blocker}>
            {blocker}
          </span>
        )}
      </p>
      <Lanes run={run} left={isRunning ? left : null} />
      {active !== null && isRunning && <CallPace model={run.promptModel} className="text-ink-2 text-small" />}
    </div>
  );
}

/** Prompts that have passed each stage; the last lane is how far the run is. */
function Lanes({ run, left }: { readonly run: TuningRun; readonly left: number | null }) {
  const lanes = lanesOf(run);
  const max = Math.max(1, run.total);
  const stages = lanes.slice(0, -1).map(({ name, passed }) => `${whole(passed)} ${name.toLowerCase()}`);
  const text = `${whole(run.done)} of ${counted(run.total, 'prompt')}; ${stages.join(', ')}${left === null ? '' : `; about ${spokenTime(left)} left`}`;
  return (
    <div className="flex min-w-0 gap-5 text-ink-2 text-small max-medium:gap-3">
      {lanes.map(({ name, passed }, place) => {
        const share = `${Math.min(100, (passed / max) * 100)}%`;
        const isLast = place === lanes.length - 1;
        return (
          <span key={name} className={laneLook}>
            <span className="whitespace-nowrap">
              {name} <b className={figureLook}>{whole(passed)}</b>
            </span>
            {isLast ? (
              <span
                className={meterLook}
                role="progressbar"
                aria-label="Generation progress"
                aria-valuemin={0}
                aria-valuemax={run.total}
                aria-valuenow={run.done}
                aria-valuetext={text}
              >
                <i className={fillLook} style={{ width: share }} />
              </span>
            ) : (
              <span className={meterLook} aria-hidden="true">
                <i className={fillLook} style={{ width: share }} />
              </span>
            )}
          </span>
        );
      })}
    </div>
  );
}

const boxLook = 'grid min-w-0 gap-1.5 px-5 py-2 max-medium:px-4 max-medium:py-0';
const factsLook = classNames(
  'flex min-w-0 flex-wrap items-baseline gap-x-5 gap-y-0.5 whitespace-nowrap text-ink-2 text-small max-wide:gap-x-3',
);
const figureLook = 'text-ink';
/** On a phone beside the name of the run, where there is room. */
const endLook = 'ml-auto max-medium:absolute max-medium:top-2.5 max-medium:right-4';
const laneLook =
  'flex min-w-0 flex-1 items-center gap-2 max-medium:grid max-medium:grid-cols-[minmax(0,1fr)] max-medium:gap-1';
const meterLook =
  'block h-1.5 min-w-4 flex-1 overflow-hidden rounded-[3px] bg-pressed forced-colors:border forced-colors:border-[CanvasText]';
const fillLook =
  'block h-full rounded-[3px] bg-accent transition-[width] duration-base ease-linear forced-colors:bg-[Highlight] forced-colors:forced-color-adjust-none';

/** At the pace of this life of the run, told every two seconds. */
function useSecondsLeft(run: TuningRun, active: GenerationFactsProps['active']): number | null {
  const [doneBefore] = useState(run.done);
  const [now, setNow] = useState(() => Date.now());
  const isHere = active !== null;
  useEffect(() => {
    if (!isHere) return;
    const timer = window.setInterval(() => setNow(Date.now()), 2000);
    return () => window.clearInterval(timer);
  }, [isHere]);
  const ms = active === null ? 0 : Math.max(0, now - Date.parse(active.startedAt));
  return secondsLeft(run, { ms, done: run.done - doneBefore });
}

import { useEffect, useRef } from 'react';
import type { TuningRun } from '../../../core/tuning/run/tuning-work';
import { whole } from '../../shared/counted';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Outcome } from '../../ui/chip';
import { RunBar } from '../../ui/workbench/run-bar';
import { useStudio } from '../../use-studio';
import { useActive, useShownRun, useTune, useTuneActions, useTuning } from '../use-tune';
import { GenerationFacts } from './generation-facts';
import { GenerationProblem } from './generation-problem';
import { type RunControls, runControls } from './run-controls';
import { RunMenu } from './run-menu';
import { stateWords } from './run-words';

/** The run that is under way, or the one on the screen: what it does, how far it is, and what can be done with it. */
export function GenerationBar() {
  const name = useStudio(({ project }) => project.name);
  const run = useShownRun();
  const active = useActive();
  const work = useTuning((all) => all);
  const file = useTune((tune) => tune.file);
  const prompts = useTune((tune) => tune.prompts);
  const here = active !== null && active.jobId === run?.id ? active : null;
  const controls = runControls({ work, tune: { file, prompts }, run, active });
  useEndOfRun(run);
  return (
    <RunBar
      label="Generation"
      title={name}
      line={
        run === null ? (
          <span className="text-ink-2 text-small">No run yet</span>
        ) : (
          <span className="flex min-w-0 items-center gap-1.5 whitespace-nowrap text-ink-2 text-small">
            <RunState run={run} here={here} />
            <span className="truncate">
              · run {run.n} · seed {run.settings.seed}
            </span>
          </span>
        )
      }
      actions={<GenerationActions controls={controls} run={run} />}
      problem={run !== null && <GenerationProblem run={run} />}
    >
      <GenerationFacts run={run} active={here} prompts={prompts} blocker={controls.generate} />
    </RunBar>
  );
}

interface RunStateProps {
  readonly run: TuningRun;
  readonly here: { readonly pausing: boolean } | null;
}

function RunState({ run, here }: RunStateProps) {
  const { icon, word, tone } = stateWords(run.status, here);
  return (
    <Outcome icon={icon} tone={tone}>
      {word}
    </Outcome>
  );
}

function GenerationActions({ controls, run }: { readonly controls: RunControls; readonly run: TuningRun | null }) {
  const tune = useTuneActions();
  const { generate, pause, resume, stop, primary } = controls;
  return (
    <>
      <Button
        icon="play"
        variant={primary === 'generate' ? 'primary' : 'default'}
        unavailable={generate}
        onClick={() => void tune.generate()}
      >
        Generate
      </Button>
      <Button icon="pause" unavailable={pause} onClick={tune.pause}>
        Pause
      </Button>
      <Button
        variant={primary === 'resume' ? 'primary' : 'default'}
        unavailable={resume}
        onClick={() => void tune.resume(run?.id)}
      >
        Resume
      </Button>
      <Button icon="stop" unavailable={stop} onClick={() => tune.stop(run?.id)}>
        Stop
      </Button>
      <RunMenu run={run} blocker={generate} />
    </>
  );
}

/** Says once that a run has ended, to whoever does not see it. */
function useEndOfRun(run: TuningRun | null): void {
  const before = useRef<TuningRun | null>(null);
  useEffect(() => {
    const was = before.current;
    before.current = run;
    if (run === null || was?.id !== run.id || was.status.status !== 'running') return;
    if (run.status.status === 'finished') announce(`Run ${run.n} is finished: ${whole(run.done)} prompts.`);
    if (run.status.status === 'paused' && run.status.error !== undefined) announce(`Run ${run.n} is paused.`);
  }, [run]);
}

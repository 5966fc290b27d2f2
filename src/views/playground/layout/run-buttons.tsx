import type { PlaygroundTask } from '../../../core/playground/playground-work';
import { type Problems, taskProblems } from '../../../store/playground/select-problems';
import { Button } from '../../ui/button';
import { Kbd, platform } from '../../ui/kbd';
import { ariaShortcut } from '../../ui/shortcut';
import { useStudio } from '../../use-studio';
import { HandOverButtons } from '../hand-over/hand-over-buttons';
import { usePlaygroundActions } from '../use-playground';
import { useIsRunning } from './use-running';

/** Run, where nothing keeps it back, and Stop. */
export function RunButtons({ task }: { readonly task: PlaygroundTask }) {
  const { run, stop } = usePlaygroundActions();
  const isRunning = useIsRunning();
  const problem = useStudio((state) => firstOf(taskProblems(state)));
  const blocker = isRunning ? 'A run is under way: stop it, or wait until it is done.' : problem;
  return (
    <span className="ml-auto flex items-center gap-2">
      <HandOverButtons />
      <Button icon="stop" unavailable={isRunning ? undefined : nothingRuns[task]} onClick={stop}>
        Stop
      </Button>
      <Button
        variant="primary"
        icon="play"
        unavailable={blocker}
        aria-keyshortcuts={ariaShortcut('Mod+Enter', platform)}
        onClick={() => void run()}
      >
        Run
        <span className="max-medium:hidden">
          <Kbd keys="Mod+Enter" silent />
        </span>
      </Button>
    </span>
  );
}

const nothingRuns: Readonly<Record<PlaygroundTask, string>> = {
  complete: 'Nothing is being completed.',
  evaluate: 'Nothing is being scored.',
  embed: 'Nothing is being embedded.',
};

/** `Best of: Type more than Completions (2).` */
function firstOf(problems: Problems): string | undefined {
  const [first] = Object.entries(problems);
  return first && `${first[0]}: ${first[1]}`;
}

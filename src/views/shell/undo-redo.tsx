import { describeRevision } from '../../core/prompt/describe-revision';
import { nextRedo, nextUndo } from '../../core/prompt/history';
import type { Revision } from '../../core/prompt/revision';
import { keysOf } from '../shared/shortcuts/shortcuts';
import { Button } from '../ui/button';
import { platform } from '../ui/kbd';
import { ariaShortcut, shortcutLabel } from '../ui/shortcut';
import { useActions, useStudio } from '../use-studio';
import { useRoute } from './use-route';

/** What was last done on the screen that is shown: to rows of fine-tuning data in Tune, else to the prompt. */
export function UndoRedo() {
  return useRoute() === 'tune' ? <OfRows /> : <OfPrompt />;
}

function OfPrompt() {
  const history = useStudio((state) => state.project.history);
  const { undo, redo } = useActions().align;
  const [before, after] = [nextUndo(history), nextRedo(history)];
  return (
    <>
      <HistoryButton command="undo" label="Undo" what={before && tipOf(before)} onStep={undo} />
      <HistoryButton command="redo" label="Redo" what={after && tipOf(after)} onStep={redo} />
    </>
  );
}

function OfRows() {
  const { past, future } = useStudio(({ tune }) => tune.undo);
  const { undo, redo } = useActions().tune;
  return (
    <>
      <HistoryButton command="undo" label="Undo" what={past.at(-1)?.what ?? null} onStep={undo} />
      <HistoryButton command="redo" label="Redo" what={future.at(-1)?.what ?? null} onStep={redo} />
    </>
  );
}

interface HistoryButtonProps {
  readonly command: 'undo' | 'redo';
  readonly label: string;
  /** Null: there is nothing. */
  readonly what: string | null;
  readonly onStep: () => void;
}

function HistoryButton({ command, label, what, onStep }: HistoryButtonProps) {
  const keys = keysOf(command);
  return (
    <Button
      variant="ghost"
      icon={command}
      label={label}
      aria-keyshortcuts={ariaShortcut(keys, platform)}
      unavailable={what === null ? `Nothing to ${command}` : undefined}
      tip={what === null ? undefined : `${label}: ${what} (${shortcutLabel(keys, platform)})`}
      onClick={onStep}
    />
  );
}

function tipOf(revision: Revision): string {
  const { title } = describeRevision(revision.reason);
  return title.charAt(0).toLowerCase() + title.slice(1);
}

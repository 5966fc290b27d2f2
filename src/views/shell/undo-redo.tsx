import { describeRevision } from '../../core/prompt/describe-revision';
import { nextRedo, nextUndo } from '../../core/prompt/history';
import type { Revision } from '../../core/prompt/revision';
import { keysOf } from '../shared/shortcuts/shortcuts';
import { Button } from '../ui/button';
import { platform } from '../ui/kbd';
import { ariaShortcut, shortcutLabel } from '../ui/shortcut';
import { useActions, useStudio } from '../use-studio';

export function UndoRedo() {
  const history = useStudio((state) => state.project.history);
  const { undo, redo } = useActions().align;
  return (
    <>
      <HistoryButton command="undo" label="Undo" next={nextUndo(history)} onStep={undo} />
      <HistoryButton command="redo" label="Redo" next={nextRedo(history)} onStep={redo} />
    </>
  );
}

interface HistoryButtonProps {
  readonly command: 'undo' | 'redo';
  readonly label: string;
  readonly next: Revision | null;
  readonly onStep: () => void;
}

function HistoryButton({ command, label, next, onStep }: HistoryButtonProps) {
  const keys = keysOf(command);
  return (
    <Button
      variant="ghost"
      icon={command}
      label={label}
      aria-keyshortcuts={ariaShortcut(keys, platform)}
      unavailable={next === null ? `Nothing to ${command}` : undefined}
      tip={next === null ? undefined : `${label}: ${tipOf(next)} (${shortcutLabel(keys, platform)})`}
      onClick={onStep}
    />
  );
}

function tipOf(revision: Revision): string {
  const { title } = describeRevision(revision.reason);
  return title.charAt(0).toLowerCase() + title.slice(1);
}

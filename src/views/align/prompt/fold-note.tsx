import { flushSync } from 'react-dom';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useActions, useStudio } from '../../use-studio';
import { focusPrompt } from './focus-prompt';

/** Shown while the preamble carries principles that were folded into it. */
export function FoldNote() {
  const isFolded = useStudio((state) => state.project.prompt.fold !== null);
  const count = useStudio(
    (state) => state.project.prompt.principles.filter((principle) => principle.status === 'folded').length,
  );
  const { restoreOriginal } = useActions().align;
  if (!isFolded) return null;
  function restore() {
    flushSync(restoreOriginal);
    // This note goes, and its button with it.
    focusPrompt();
  }
  return (
    <div className="fold-note">
      <Notice icon="fold">
        {carries(count)} Restore puts back the prompt from before folding and turns its principles on again.
      </Notice>
      <Button icon="restore" onClick={restore}>
        Restore original prompt
      </Button>
    </div>
  );
}

function carries(count: number): string {
  if (count === 0) return 'This text carries folded principles that were deleted from the list.';
  return count === 1 ? 'Carries 1 folded principle.' : `Carries ${count} folded principles.`;
}

import { firstSample, isFirstSample } from '../../../core/project/first-sample';
import { ShortcutList } from '../../shared/shortcuts/shortcut-list';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useActions, useStudioStore } from '../../use-studio';
import { goTo } from '../use-route';

export function ShortcutsDialog() {
  const {
    shell: { closeDialog, startTour },
    project: { openSample },
  } = useActions();
  const store = useStudioStore();

  async function tour() {
    closeDialog();
    goTo('align');
    // It speaks of the sample, and leads through that one.
    if (!isFirstSample(store.getState().project)) await openSample(firstSample.key, new AbortController().signal);
    startTour();
  }

  return (
    <Dialog
      open
      onClose={closeDialog}
      title="Shortcuts"
      size="narrow"
      footer={
        <>
          <span className="hint">New here, or want to see it again?</span>
          <Button variant="ghost" onClick={() => void tour()}>
            Show the tour
          </Button>
        </>
      }
    >
      <ShortcutList />
    </Dialog>
  );
}

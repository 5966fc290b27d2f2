import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useActions } from '../../use-studio';
import { ShortcutList } from '../shortcut-list';
import { goTo } from '../use-route';

export function ShortcutsDialog() {
  const { closeDialog, startTour } = useActions();

  function tour() {
    closeDialog();
    goTo('align');
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
          <Button variant="ghost" onClick={tour}>
            Show the tour
          </Button>
        </>
      }
    >
      <ShortcutList />
    </Dialog>
  );
}

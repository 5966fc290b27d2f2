import { ConfirmDialog } from '../../ui/confirm-dialog';
import { useActions, useStudio } from '../../use-studio';

export function DeleteProjectDialog() {
  const name = useStudio((state) => state.project.name);
  const {
    project: { deleteProject },
    shell: { closeDialog },
  } = useActions();

  function confirm() {
    closeDialog();
    void deleteProject();
  }

  return (
    <ConfirmDialog
      open
      title={`Delete “${name}”?`}
      confirm="Delete project"
      cancel="Keep it"
      onConfirm={confirm}
      onCancel={closeDialog}
    >
      Its prompt, principles, runs and history leave this browser and cannot be brought back. Export it first if you may
      want it again.
    </ConfirmDialog>
  );
}

import { useRef } from 'react';
import type { LocalModel } from '../../../core/local/local-model';
import { fullName } from '../../../core/local/model-words';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { useActions, useStudio } from '../../use-studio';
import { deleteWords } from './delete-words';
import { focusRow } from './row-id';

export interface DeleteQuestion {
  /** Its files, or the author's own model with its files. */
  readonly what: 'files' | 'model';
  readonly model: LocalModel;
}

interface DeleteDialogProps {
  readonly question: DeleteQuestion | null;
  readonly onClose: () => void;
}

export function DeleteDialog({ question, onClose }: DeleteDialogProps) {
  const stored = useStudio((state) => state.local.stored);
  const { promptModel, alignmentModel } = useStudio((state) => state.settings);
  const { local } = useActions();
  // What was asked about stays in the words while the dialog closes.
  const last = useRef(question);
  if (question !== null) last.current = question;
  const asked = question ?? last.current;
  if (asked === null) return null;
  const { what, model } = asked;
  const isChosen = [promptModel, alignmentModel].some((ref) => ref?.provider === 'webllm' && ref.id === model.id);

  function confirm() {
    onClose();
    if (what === 'model') local.removeCustomModel(model.id);
    else local.deleteModel(model.id);
    // Its button is another one now, or gone.
    window.requestAnimationFrame(() => focusRow(model.id));
  }

  return (
    <ConfirmDialog
      open={question !== null}
      title={what === 'model' ? `Remove ${model.id}?` : `Delete ${fullName(model.id)}?`}
      confirm={what === 'model' ? 'Remove' : 'Delete'}
      onConfirm={confirm}
      onCancel={onClose}
    >
      {deleteWords({ what, model, stored: stored?.find((kept) => kept.model.id === model.id), isChosen })}
    </ConfirmDialog>
  );
}

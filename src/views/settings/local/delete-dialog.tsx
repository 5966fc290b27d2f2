import { useEffect, useRef } from 'react';
import type { LocalModel } from '../../../core/local/local-model';
import { fullName } from '../../../core/local/model-words';
import { isLocal } from '../../../core/model/model-ref';
import { headingId } from '../../shared/settings-sections';
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
  const { promptModel, alignmentModel, local: chosen } = useStudio((state) => state.settings);
  const { local } = useActions();
  const deleted = useFocusAfterDelete();
  if (question === null) return null;
  const { what, model } = question;
  const chosenIds = [promptModel, alignmentModel].flatMap((ref) => (ref !== null && isLocal(ref) ? [ref.id] : []));
  const isChosen = [...chosenIds, chosen.embeddingModel].includes(model.id);

  function confirm() {
    onClose();
    if (what === 'model') local.removeCustomModel(model.id);
    else local.deleteModel(model.id);
    deleted.current = model.id;
  }

  return (
    <ConfirmDialog
      open
      title={what === 'model' ? `Remove ${model.id}?` : `Delete ${fullName(model.id)}?`}
      confirm={what === 'model' ? 'Remove' : 'Delete'}
      onConfirm={confirm}
      onCancel={onClose}
    >
      {deleteWords({ what, model, stored: stored?.find((kept) => kept.model.id === model.id), isChosen })}
    </ConfirmDialog>
  );
}

/** Deleting takes its button away, and maybe its row: then the focus goes to what is nearest. Returns where the model's id is to be put. */
function useFocusAfterDelete() {
  const stored = useStudio((state) => state.local.stored);
  const customModels = useStudio((state) => state.settings.local.customModels);
  const deleted = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at when either list has changed
  useEffect(() => {
    const id = deleted.current;
    if (id === null || document.activeElement !== document.body) return;
    deleted.current = null;
    if (!focusRow(id)) document.getElementById(headingId('local-models'))?.focus();
  }, [stored, customModels]);
  return deleted;
}

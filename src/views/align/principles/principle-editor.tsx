import { type KeyboardEvent, useState } from 'react';
import type { Principle } from '../../../core/constitution/principle';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/text-area';
import { useActions, useStudio } from '../../use-studio';
import { isPlainEnter } from './plain-enter';
import type { RowActions } from './use-row-actions';

interface PrincipleEditorProps {
  readonly principle: Principle;
  readonly actions: RowActions;
}

/** Edits a principle in its place. The text is a draft of the project, so a reload keeps it. */
export function PrincipleEditor({ principle, actions }: PrincipleEditorProps) {
  const { setDraft } = useActions();
  const text = useStudio((state) => state.project.drafts.principleEdit?.text ?? '');
  const [refused, setRefused] = useState(false);
  const blank = text.trim() === '';

  function save() {
    if (blank) setRefused(true);
    else actions.saveEdit(principle.id, text);
  }

  function handleKey(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      event.preventDefault();
      actions.cancelEdit(principle.id);
    }
    if (!isPlainEnter(event)) return;
    event.preventDefault();
    save();
  }

  return (
    <div className="p-edit">
      <TextArea
        label="Edit principle"
        hideLabel
        autoGrow
        rows={2}
        value={text}
        error={refused && blank ? 'A principle needs words. Write some, or delete the principle.' : undefined}
        hint={text === principle.text ? undefined : `Was: ${principle.text}`}
        onText={(words) => setDraft({ principleEdit: { id: principle.id, text: words } })}
        onKeyDown={handleKey}
      />
      <div className="row p-edit-acts">
        <Button variant="ghost" onClick={() => actions.cancelEdit(principle.id)}>
          Cancel
        </Button>
        <Button onClick={save}>Save</Button>
      </div>
    </div>
  );
}

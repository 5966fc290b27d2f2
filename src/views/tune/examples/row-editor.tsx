import { type KeyboardEvent, useEffect, useRef } from 'react';
import { isEnter, isEscape } from '../../ui/enter-key';
import { SaveRow } from '../../ui/save-row';
import { TextArea } from '../../ui/text-area';
import type { RowActions } from './use-row-actions';

/** The texts as they would be taken away, to be changed by hand. What is half typed stays while the table scrolls. */
export function RowEditor({ actions }: { readonly actions: RowActions }) {
  const { draft, made } = actions;
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  if (draft === null) return null;

  function handleKey(event: KeyboardEvent) {
    if (isEscape(event)) actions.dropDraft();
    else if (isEnter(event) && (event.ctrlKey || event.metaKey)) actions.saveDraft();
    else return;
    event.preventDefault();
  }

  return (
    // The keys are those of its two buttons.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser that we support
    <div role="group" className="grid gap-2 px-4 py-3" aria-label={`Edit row ${made.id}`} onKeyDown={handleKey}>
      <TextArea
        ref={area}
        label={draft.rejected === null ? 'Completion' : 'Chosen'}
        autoGrow
        rows={4}
        value={draft.chosen}
        onText={(chosen) => actions.changeDraft({ ...draft, chosen })}
      />
      {draft.rejected !== null && (
        <TextArea
          label="Rejected"
          autoGrow
          rows={4}
          value={draft.rejected}
          onText={(rejected) => actions.changeDraft({ ...draft, rejected })}
        />
      )}
      <SaveRow onSave={actions.saveDraft} onCancel={actions.dropDraft} />
    </div>
  );
}

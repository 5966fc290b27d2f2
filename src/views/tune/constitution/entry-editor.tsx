import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { isEnter, isEscape } from '../../ui/enter-key';
import { SaveRow } from '../../ui/save-row';
import { TextArea } from '../../ui/text-area';
import type { EntryKind, Texts } from './entry-kinds';

interface EntryEditorProps {
  // Only the names of its texts are asked for.
  readonly kind: Pick<EntryKind<{ readonly id: string }>, 'fields'>;
  readonly texts: Texts;
  /** Names the group. */
  readonly title: string;
  readonly onSave: (texts: Texts) => void;
  readonly onCancel: () => void;
}

/** The texts of an entry as fields: Esc leaves them, Ctrl Enter saves. */
export function EntryEditor({ kind: { fields }, texts, title, onSave, onCancel }: EntryEditorProps) {
  const [draft, setDraft] = useState<Texts>(texts);
  const [isRefused, setRefused] = useState(false);
  const first = useRef<HTMLTextAreaElement>(null);
  useEffect(() => first.current?.focus(), []);
  const isBlank = (key: string) => (draft[key] ?? '').trim() === '';

  function save() {
    if (fields.some(({ key, optional }) => !optional && isBlank(key))) setRefused(true);
    else onSave(draft);
  }

  function handleKey(event: KeyboardEvent) {
    if (isEscape(event)) onCancel();
    else if (isEnter(event) && (event.ctrlKey || event.metaKey)) save();
    else return;
    event.preventDefault();
  }

  return (
    // The keys are those of its two buttons.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser that we support
    <div role="group" className="grid gap-2" aria-label={title} onKeyDown={handleKey}>
      {fields.map(({ key, label, optional }, place) => (
        <TextArea
          key={key}
          ref={place === 0 ? first : undefined}
          label={label}
          autoGrow
          rows={2}
          value={draft[key] ?? ''}
          error={isRefused && !optional && isBlank(key) ? 'Words are missing here.' : undefined}
          hint={optional ? 'May be left empty.' : undefined}
          onText={(text) => setDraft({ ...draft, [key]: text })}
        />
      ))}
      <SaveRow onSave={save} onCancel={onCancel} />
    </div>
  );
}

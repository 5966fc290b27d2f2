import { type FormEvent, useId, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextInput } from '../../ui/text-input';

interface RenameDialogProps {
  readonly title: string;
  /** Of the field. */
  readonly label: string;
  readonly name: string;
  /** Leaves what it was called before, where there is no name. */
  readonly mayBeEmpty?: boolean;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

export function RenameDialog({ title, label, name, mayBeEmpty = false, onName, onClose }: RenameDialogProps) {
  const [text, setText] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  const formId = useId();
  const isEmpty = text.trim() === '' && !mayBeEmpty;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isEmpty) onName(text);
  }

  return (
    <Dialog
      open
      keepsDraft
      size="narrow"
      title={title}
      onClose={onClose}
      focusFirst={field}
      footer={
        <>
          <span className="grow" />
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="solid" type="submit" form={formId} unavailable={isEmpty ? 'Write a name first.' : undefined}>
            Rename
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <TextInput
          ref={field}
          label={label}
          value={text}
          maxLength={120}
          onText={setText}
          onFocus={(event) => event.target.select()}
        />
      </form>
    </Dialog>
  );
}

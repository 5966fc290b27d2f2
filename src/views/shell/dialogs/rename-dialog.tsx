import { type FormEvent, useId, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextInput } from '../../ui/text-input';
import { useActions, useStudio } from '../../use-studio';

export function RenameDialog() {
  const present = useStudio((state) => state.project.name);
  const {
    project: { renameProject },
    shell: { closeDialog },
  } = useActions();
  const [name, setName] = useState(present);
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const form = useId();
  const empty = name.trim() === '';

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (empty) return field.current?.focus();
    renameProject(name);
    closeDialog();
  }

  return (
    <Dialog
      open
      onClose={closeDialog}
      title="Rename project"
      size="narrow"
      keepsDraft
      focusFirst={field}
      footer={
        <>
          <span className="grow" />
          <Button variant="ghost" onClick={closeDialog}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form={form}>
            Rename
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextInput
          ref={field}
          label="Project name"
          value={name}
          maxLength={200}
          error={tried && empty ? 'A project needs a name. Write at least one letter.' : undefined}
          onText={setName}
          onFocus={(event) => event.target.select()}
        />
      </form>
    </Dialog>
  );
}

import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button';
import { Popover } from '../../ui/popover';
import { TextInput } from '../../ui/text-input';
import { useActions, useStudioStore } from '../../use-studio';
import { nameFor } from './input-set-values';
import { variablesOf } from './template-of';

/** Keeps the values in the fields as a set. `onSaved` is told the new set's id. */
export function SaveValues({ onSaved }: { readonly onSaved: (id: string) => void }) {
  const store = useStudioStore();
  const { saveInputSet } = useActions().align;

  function save(name: string) {
    saveInputSet(name);
    const saved = store.getState().project.inputs.sets.at(-1);
    if (saved !== undefined) onSaved(saved.id);
  }

  return (
    <Popover
      label="Save as input set"
      trigger={(props) => (
        <Button {...props} variant="ghost" icon="save-row" tip="Keep these values as a set, to run again">
          Save as input set
        </Button>
      )}
    >
      {(close) => (
        <NameForm
          suggested={suggestedName(store.getState())}
          onSave={(name) => {
            save(name);
            close();
          }}
        />
      )}
    </Popover>
  );
}

function suggestedName(state: Parameters<typeof variablesOf>[0]): string {
  const { values, sets } = state.project.inputs;
  return nameFor(values, variablesOf(state)) || `Set ${sets.length + 1}`;
}

interface NameFormProps {
  readonly suggested: string;
  readonly onSave: (name: string) => void;
}

function NameForm({ suggested, onSave }: NameFormProps) {
  const [name, setName] = useState(suggested);
  function submit(event: FormEvent) {
    event.preventDefault();
    onSave(name.trim() || suggested);
  }
  return (
    <form className="name-form" onSubmit={submit}>
      <TextInput
        label="Name of the set"
        value={name}
        onText={setName}
        maxLength={120}
        onFocus={(event) => event.target.select()}
      />
      <Button type="submit" variant="solid">
        Save
      </Button>
    </form>
  );
}

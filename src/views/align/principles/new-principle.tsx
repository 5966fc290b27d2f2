import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { tooLongForPrinciple } from '../../../core/constitution/principle-length';
import { Button } from '../../ui/button';
import { isPlainEnter } from '../../ui/enter-key';
import { TextArea } from '../../ui/text-area';
import { useActions, useStudio } from '../../use-studio';
import { focusNewPrinciple, newPrincipleId } from './focus-row';

export function NewPrinciple() {
  const { addPrinciple, setDraft } = useActions().align;
  const text = useStudio((state) => state.project.drafts.newPrinciple);
  const [refused, setRefused] = useState(false);

  const tooLong = tooLongForPrinciple(text);

  function add() {
    const isBlank = text.trim() === '';
    setRefused(isBlank);
    if (!isBlank && tooLong === null) addPrinciple(text);
    focusNewPrinciple();
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    add();
  }

  function handleKey(event: KeyboardEvent) {
    if (!isPlainEnter(event)) return;
    event.preventDefault();
    add();
  }

  return (
    <form id={newPrincipleId} className="p-new" onSubmit={handleSubmit}>
      <TextArea
        label="New principle"
        hideLabel
        autoGrow
        rows={1}
        placeholder="Write a principle"
        value={text}
        error={
          refused && text.trim() === ''
            ? 'This field is empty. Write what every response should do.'
            : (tooLong ?? undefined)
        }
        onText={(words) => {
          setDraft({ newPrinciple: words });
          setRefused(false);
        }}
        onKeyDown={handleKey}
      />
      <Button type="submit" icon="plus" label="Add principle">
        Add
      </Button>
    </form>
  );
}

import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { isEscape, isPlainEnter } from '../../ui/enter-key';
import { Row } from '../../ui/row';
import { TextArea } from '../../ui/text-area';

interface EditMessageProps {
  readonly text: string;
  /** Why nothing can be sent now. */
  readonly unavailable: string | undefined;
  readonly onSend: (text: string) => void;
  readonly onCancel: () => void;
}

/** Another message in the place of one that was sent. */
export function EditMessage({ text: before, unavailable, onSend, onCancel }: EditMessageProps) {
  const [text, setText] = useState(before);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const why = unavailable ?? (text.trim() === '' ? 'Write a message first.' : undefined);

  function submit(event: FormEvent | KeyboardEvent) {
    event.preventDefault();
    if (why === undefined) onSend(text);
  }

  return (
    <form ref={form} className="grid gap-2 py-1 text-ui" onSubmit={submit}>
      <TextArea
        label="Edited message"
        hideLabel
        autoFocus
        autoGrow
        rows={2}
        value={text}
        onText={setText}
        onKeyDown={(event) => {
          if (isPlainEnter(event)) submit(event);
          if (isEscape(event)) onCancel();
        }}
      />
      <Row wraps>
        <Button variant="solid" type="submit" icon="send" unavailable={why}>
          Send as a branch
        </Button>
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <span className="hint">What was said after the present one is kept.</span>
      </Row>
    </form>
  );
}

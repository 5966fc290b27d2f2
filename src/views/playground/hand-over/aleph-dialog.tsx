import { useState } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/text-area';
import { usePlaygroundActions } from '../use-playground';

/** Reads a request of the ancestor's client into the set-up. */
export function AlephDialog({ onClose }: { readonly onClose: () => void }) {
  const { openAlephRequest } = usePlaygroundActions();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  async function open() {
    const why = await openAlephRequest(text);
    if (why === null) onClose();
    else setProblem(why);
  }

  return (
    <Dialog
      open
      title="Open a request"
      description="JSON as aleph-alpha-client sends it. The model stays the one that is chosen here."
      keepsDraft
      onClose={onClose}
      footer={
        <Button
          variant="primary"
          unavailable={text.trim() === '' ? 'Paste a request.' : undefined}
          onClick={() => void open()}
        >
          Open
        </Button>
      }
    >
      <TextArea
        label="Request JSON"
        rows={10}
        spellCheck={false}
        error={problem ?? undefined}
        value={text}
        onText={(next) => {
          setProblem(null);
          setText(next);
        }}
      />
    </Dialog>
  );
}

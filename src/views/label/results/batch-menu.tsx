import { useRef, useState } from 'react';
import { downloadBlob } from '../../shell/download';
import { Button } from '../../ui/button';
import { useActions } from '../../use-studio';

interface BatchMenuProps {
  readonly inputs: readonly { readonly name: string; readonly column: string }[];
  /** Of the file of rows. */
  readonly name: string;
}

/** For files that are too large for a browser: Gemini's batch service takes the same prompts as a file, at its own pace and price. */
export function BatchMenu({ inputs, name }: BatchMenuProps) {
  const { label } = useActions();
  const file = useRef<HTMLInputElement>(null);
  const [writing, setWriting] = useState(false);

  async function write() {
    setWriting(true);
    // Where it cannot be written, a notice says why.
    const blob = await label.batchFile(inputs).catch(() => null);
    setWriting(false);
    if (blob !== null) downloadBlob({ name: `${name.replace(/\.[^.]*$/, '')}.batch.jsonl`, blob });
  }

  return (
    <span className="row batch">
      <Button
        tight
        icon="export"
        pending={writing}
        tip="A JSONL file with the same prompts, for Gemini's batch service"
        onClick={() => void write()}
      >
        Export for Gemini Batch
      </Button>
      <Button
        tight
        icon="import"
        tip="The JSONL file that the batch service gave back"
        onClick={() => file.current?.click()}
      >
        Import batch results
      </Button>
      <input
        ref={file}
        className="sr"
        type="file"
        aria-label="Batch results"
        accept=".jsonl,.json,.txt"
        tabIndex={-1}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = '';
          if (chosen) void label.importBatch(chosen, inputs);
        }}
      />
    </span>
  );
}

import { useState } from 'react';
import { downloadBlob } from '../../shared/download';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { FileButton } from '../../ui/file-button';
import { rowLook } from '../../ui/row';
import { useActions } from '../../use-studio';

interface BatchFilesProps {
  readonly inputs: readonly { readonly name: string; readonly column: string }[];
  /** Of the file of rows. */
  readonly name: string;
}

/** For files that are too large for a browser: Gemini's batch service takes the same prompts as a file, at its own pace and price. */
export function BatchFiles({ inputs, name }: BatchFilesProps) {
  const { label } = useActions();
  const [writing, setWriting] = useState(false);

  async function write() {
    setWriting(true);
    // Where it cannot be written, a notice says why.
    const blob = await label.batchFile(inputs).catch(() => null);
    setWriting(false);
    if (blob !== null) downloadBlob({ name: `${name.replace(/\.[^.]*$/, '')}.batch.jsonl`, blob });
  }

  return (
    <span className={classNames(rowLook, 'batch')}>
      <Button
        tight
        icon="export"
        pending={writing}
        tip="A JSONL file with the same prompts, for Gemini's batch service"
        onClick={() => void write()}
      >
        Export for Gemini Batch
      </Button>
      <FileButton
        variant="tight"
        label="Batch results"
        accept=".jsonl,.json,.txt"
        onFile={(file) => void label.importBatch(file, inputs)}
      >
        Import batch results
      </FileButton>
    </span>
  );
}

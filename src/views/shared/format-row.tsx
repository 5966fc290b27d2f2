import type { ExportedFile } from '../../core/project/export-project';
import { announce } from '../ui/announce';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { downloadText } from './download';

interface FormatRowProps {
  /** On the button. */
  readonly label: string;
  /** What is copied, after "Copy". */
  readonly noun: string;
  /** What is in it, in a sentence. */
  readonly holds: string;
  /** Made when it is asked for, from what there is then. */
  readonly build: () => ExportedFile;
}

/** A format of an export: download it, or copy it. */
export function FormatRow({ label, noun, holds, build }: FormatRowProps) {
  function download() {
    const { fileName, mimeType, text } = build();
    downloadText({ name: fileName, type: mimeType, text });
    announce(`${fileName} is downloaded`);
  }

  return (
    <li>
      <Button icon="download" onClick={download}>
        {label}
      </Button>
      <p className="hint">{holds}</p>
      <CopyButton text={() => build().text} label={`Copy ${noun}`} />
    </li>
  );
}

import type { ExportedFile } from '../../core/project/export-project';
import { announce } from '../ui/announce';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { downloadText } from './download';

export interface Format<Name extends string> {
  readonly format: Name;
  /** On the button. */
  readonly label: string;
  /** After "Copy": other words than the label, so that the two buttons cannot be taken for each other. */
  readonly noun: string;
  /** What is in it, in a sentence. */
  readonly holds: string;
}

interface FormatListProps<Name extends string> {
  readonly formats: readonly Format<Name>[];
  /** Made when it is asked for, from what there is then. */
  readonly build: (format: Name) => ExportedFile;
  /** Of a format that a question comes before: asked in place of the download, and it is too large to be copied. */
  readonly ask?: { readonly [N in Name]?: (() => void) | undefined };
}

/** The formats of an export. */
export function FormatList<Name extends string>({ formats, build, ask = {} }: FormatListProps<Name>) {
  return (
    <ul className="formats" aria-label="Formats">
      {formats.map(({ format, ...words }) => (
        <FormatRow key={format} {...words} build={() => build(format)} ask={ask[format]} />
      ))}
    </ul>
  );
}

interface FormatRowProps extends Omit<Format<string>, 'format'> {
  readonly build: () => ExportedFile;
  readonly ask: (() => void) | undefined;
}

/** A format of an export: download it, or copy it. */
function FormatRow({ label, noun, holds, build, ask }: FormatRowProps) {
  return (
    <li>
      <Button icon="download" onClick={ask ?? (() => downloadExport(build()))}>
        {label}
      </Button>
      <p className="hint">{holds}</p>
      {ask === undefined && <CopyButton text={() => build().text} label={`Copy ${noun}`} />}
    </li>
  );
}

export function downloadExport({ fileName, mimeType, text }: ExportedFile): void {
  downloadText({ name: fileName, type: mimeType, text });
  announce(`${fileName} is downloaded`);
}

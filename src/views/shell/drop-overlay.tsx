import { useEffect, useState } from 'react';
import { Icon } from '../ui/icon';
import { type DropTarget, useDroppedFiles } from './use-dropped-files';
import { useImport } from './use-import';

/** Files can be dropped anywhere. Without this the browser would leave the page and show the file. */
export function DropOverlay() {
  const { importFiles } = useImport();
  const { takes, takeFiles } = useDroppedFiles();
  const [over, setOver] = useState(false);

  useEffect(() => {
    function drag(event: DragEvent) {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    }
    function leave(event: DragEvent) {
      // Out of the window, not only out of one element.
      if (event.relatedTarget === null) setOver(false);
    }
    function drop(event: DragEvent) {
      setOver(false);
      if (!carriesFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      void importFiles(takeFiles(files));
    }
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  });

  if (!over) return null;
  return (
    <div className="drop-overlay" aria-hidden="true">
      <p>
        <Icon name="import" />
        {dropWords[takes]}
      </p>
    </div>
  );
}

const dropWords: Readonly<Record<DropTarget, string>> = {
  labels: 'Drop labeled rows (CSV, TSV, JSONL, Excel) to train on, or a project (JSON) to open it.',
  prompts: 'Drop prompts (CSV, TSV, JSONL, Excel) or a constitution (JSON), or a project (JSON) to open it.',
  imports: 'Drop a project or a prompt (JSON, text, Markdown), or rows of inputs (CSV, TSV, JSONL, Excel).',
};

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

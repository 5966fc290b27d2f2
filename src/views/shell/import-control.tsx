import { type ChangeEvent, useRef } from 'react';
import { Button } from '../ui/button';
import { useImport } from './use-import';

export function ImportControl() {
  const input = useRef<HTMLInputElement>(null);
  const { pending, importFiles } = useImport();

  function choose(event: ChangeEvent<HTMLInputElement>) {
    const files = [...(event.target.files ?? [])];
    // So that the same file can be chosen again after it was repaired.
    event.target.value = '';
    void importFiles(files);
  }

  return (
    <>
      <Button
        variant="ghost"
        icon="import"
        label="Import"
        pending={pending}
        tip="Import a project, a prompt (JSON, text, Markdown), conversations (JSON, JSONL) or rows of inputs (CSV, Excel)"
        onClick={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        // The button is there for everybody; a second way to the same would only be in the way.
        hidden
        aria-label="Import file"
        accept=".json,.txt,.text,.md,.markdown,.prompt,.jinja,.j2,.hbs,.csv,.tsv,.tab,.jsonl,.ndjson,.xlsx,.xlsm"
        multiple
        onChange={choose}
      />
    </>
  );
}

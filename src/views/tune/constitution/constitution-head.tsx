import { useRef } from 'react';
import type { ReadNote } from '../../../core/tuning/constitution/read-notes';
import { findSwallowed } from '../../../core/tuning/constitution/swallowed';
import { tuningSamples } from '../../../core/tuning/samples';
import type { ConstitutionState } from '../../../store/tune/tune-state';
import { counted } from '../../shared/counted';
import { downloadBlob } from '../../shared/download';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { FoldOut } from '../../ui/fold-out';
import { Menu } from '../../ui/menu';
import type { MenuEntry } from '../../ui/menu-entries';
import { Notice } from '../../ui/notice';
import { PaneHead } from '../../ui/pane';
import { useTune, useTuneActions, useTuning } from '../use-tune';

/** Where the constitution comes from, and the way out. */
export function ConstitutionHead() {
  const tune = useTuneActions();
  const state = useTune(({ constitution }) => constitution);
  const file = useRef<HTMLInputElement>(null);
  const name = state.status === 'read' ? state.name : 'constitution.json';

  async function download() {
    downloadBlob({ name, blob: await tune.constitutionFile() });
  }

  const entries: readonly MenuEntry[] = [
    { kind: 'heading', label: 'Samples' },
    ...tuningSamples.map(
      ({ key, name: sample }): MenuEntry => ({
        kind: 'item',
        icon: 'file',
        label: sample,
        onSelect: () => void tune.openSampleConstitution(key),
      }),
    ),
  ];

  return (
    <>
      <PaneHead className="pr-2">
        <h2>Constitution</h2>
        <span
          className="min-w-0 flex-1 truncate text-ink-3 text-small"
          title={state.status === 'read' ? name : undefined}
        >
          {state.status === 'read' ? name.replace(/\.constitution\.json$/, '') : ''}
        </span>
        <Menu
          label="Samples"
          align="end"
          entries={entries}
          trigger={(overlay) => (
            <Button variant="ghost" tight {...overlay}>
              Samples
            </Button>
          )}
        />
        <Button variant="ghost" icon="import" label="Open constitution" onClick={() => file.current?.click()} />
        <input
          ref={file}
          className="sr-only"
          tabIndex={-1}
          type="file"
          aria-label="Constitution file"
          accept=".json,application/json"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            event.target.value = '';
            if (chosen !== undefined) void tune.chooseConstitution(chosen);
          }}
        />
        <Button variant="ghost" icon="download" label="Download the constitution" onClick={() => void download()} />
      </PaneHead>
      <ReadNotes state={state} />
    </>
  );
}

/** What the author has to know of how the last file was read. */
function ReadNotes({ state }: { readonly state: ConstitutionState }) {
  const hasSwallowed = useTuning(({ constitution }) => findSwallowed(constitution).length > 0);
  if (state.status === 'idle') return null;
  if (state.status === 'refused')
    return (
      <div className="px-4 pb-3">
        <Alert title={`${state.name} could not be read`}>{state.message} The constitution stays as it was.</Alert>
      </div>
    );
  // What was split by now is mended.
  const notes = state.notes.filter(({ kind }) => kind !== 'swallowed' || hasSwallowed);
  const wrong = notes.filter(({ kind }) => isWrong(kind));
  const rest = notes.filter(({ kind }) => !isWrong(kind));
  return (
    <div className="grid gap-1 px-4 not-empty:pb-2">
      {wrong.length > 0 && (
        <Notice tone="warn">
          <NoteList label="What is wrong with the file" notes={wrong} />
        </Notice>
      )}
      {rest.length > 0 && (
        <FoldOut key={state.name} summary={counted(rest.length, 'note on this file', 'notes on this file')}>
          <NoteList label="Notes of reading" notes={rest} />
        </FoldOut>
      )}
    </div>
  );
}

function isWrong(kind: ReadNote['kind']): boolean {
  return kind === 'left-out' || kind === 'swallowed' || kind === 'not-shown';
}

function NoteList({ label, notes }: { readonly label: string; readonly notes: readonly ReadNote[] }) {
  return (
    <ul className="grid gap-1 text-small/[18px]" aria-label={label}>
      {notes.map(({ message }) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  );
}

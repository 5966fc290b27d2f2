import { useRef } from 'react';
import { tuningSamples } from '../../../core/tuning/samples';
import type { ConstitutionState } from '../../../store/tune/tune-state';
import { downloadBlob } from '../../shared/download';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { FoldOut } from '../../ui/fold-out';
import { Menu } from '../../ui/menu';
import type { MenuEntry } from '../../ui/menu-entries';
import { Notice } from '../../ui/notice';
import { PaneHead } from '../../ui/pane';
import { HidePane } from '../../ui/workbench/hide-pane';
import { useTune, useTuneActions } from '../use-tune';

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
        <span className="min-w-0 flex-1 truncate text-ink-3 text-small">
          {state.status === 'read' ? state.name : ''}
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
        <Button variant="ghost" icon="import" label="Open a constitution file" onClick={() => file.current?.click()} />
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
        <HidePane side="end" />
      </PaneHead>
      <ReadNotes state={state} />
    </>
  );
}

/** What the author has to know of how the last file was read. */
function ReadNotes({ state }: { readonly state: ConstitutionState }) {
  if (state.status === 'idle') return null;
  if (state.status === 'refused')
    return (
      <div className="px-4 pb-3">
        <Alert title={`${state.name} could not be read`}>{state.message} The constitution stays as it was.</Alert>
      </div>
    );
  if (state.notes.length === 0) return null;
  const isWrong = state.notes.some(({ kind }) => kind === 'left-out' || kind === 'swallowed' || kind === 'not-shown');
  return (
    <div className="px-4 pb-3">
      <Notice tone={isWrong ? 'warn' : 'plain'}>
        <FoldOut summary={`${state.name}: ${state.notes.length} to know`} startsOpen={isWrong}>
          <ul className="grid gap-1" aria-label="Notes of reading">
            {state.notes.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </FoldOut>
      </Notice>
    </div>
  );
}

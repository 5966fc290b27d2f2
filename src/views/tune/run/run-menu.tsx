import { useRef, useState } from 'react';
import type { TuningRun } from '../../../core/tuning/run/tuning-work';
import { counted } from '../../shared/counted';
import { downloadBlob } from '../../shared/download';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Menu } from '../../ui/menu';
import type { MenuEntry } from '../../ui/menu-entries';
import { useActive, useTuneActions } from '../use-tune';

interface RunMenuProps {
  readonly run: TuningRun | null;
  /** Why no run can be begun. */
  readonly blocker: string | undefined;
}

/** What is not done every day with a run: its calls for the batch service, and removing it. */
export function RunMenu({ run, blocker }: RunMenuProps) {
  const tune = useTuneActions();
  const active = useActive();
  const file = useRef<HTMLInputElement>(null);
  const pairs = useRef<HTMLInputElement>(null);
  const [isRemoving, setRemoving] = useState(false);
  const isHere = active !== null && active.jobId === run?.id;
  const none = run === null ? 'There is no run yet.' : undefined;
  const busy = none ?? (isHere ? 'It is under way: stop it first.' : undefined);
  const batch = busy ?? (run?.status.status === 'finished' ? 'The run is finished.' : undefined);
  const begin = active === null ? blocker : 'A run is under way: stop it first.';

  async function write(runId: string | null) {
    // Where it cannot be written, a notice says why.
    const blob = await tune.batchFile(runId).catch(() => null);
    if (blob !== null) downloadBlob({ name: blob.name, blob });
  }

  const entries: readonly MenuEntry[] = [
    { kind: 'heading', label: 'Gemini Batch' },
    {
      kind: 'item',
      icon: 'export',
      label: 'Export the first stage of a new run…',
      unavailable: begin,
      onSelect: () => void write(null),
    },
    {
      kind: 'item',
      icon: 'export',
      label: run === null ? 'Export the next stage…' : `Export the next stage of run ${run.n}…`,
      unavailable: batch,
      onSelect: () => run !== null && void write(run.id),
    },
    {
      kind: 'item',
      icon: 'import',
      label: 'Import batch results…',
      unavailable: batch,
      onSelect: () => file.current?.click(),
    },
    { kind: 'heading', label: 'Pairs that you have' },
    {
      kind: 'item',
      icon: 'import',
      label: 'Bring in pairs…',
      onSelect: () => pairs.current?.click(),
    },
    { kind: 'separator' },
    {
      kind: 'item',
      icon: 'trash',
      label: run === null ? 'Remove run' : `Remove run ${run.n}`,
      danger: true,
      unavailable: busy,
      onSelect: () => setRemoving(true),
    },
  ];

  return (
    <>
      <Menu
        label="Run"
        align="end"
        entries={entries}
        trigger={(overlay) => <Button variant="ghost" icon="more" label="Run menu" {...overlay} />}
      />
      <input
        ref={file}
        type="file"
        hidden
        aria-label="Batch results"
        accept=".jsonl,.json,.txt"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = '';
          if (chosen !== undefined && run !== null) void tune.importBatch(run.id, chosen);
        }}
      />
      <input
        ref={pairs}
        type="file"
        hidden
        aria-label="Pairs CSV"
        accept=".csv,.tsv,.jsonl"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = '';
          if (chosen !== undefined) void tune.bringPairs(chosen);
        }}
      />
      {run !== null && (
        <ConfirmDialog
          open={isRemoving}
          title={`Remove run ${run.n}?`}
          confirm="Remove"
          onConfirm={() => {
            setRemoving(false);
            void tune.removeRun(run.id);
          }}
          onCancel={() => setRemoving(false)}
        >
          The examples of {counted(run.done, 'prompt')} and what you did with them go from this device, and cannot be
          brought back. Download them first if you want to keep them.
        </ConfirmDialog>
      )}
    </>
  );
}
